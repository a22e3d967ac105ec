import { type Endpoint } from '../../core/flow/flow';
import { graphAt, startAt } from '../../core/graph/exploration';
import { treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { boundsOf, overlap } from '../layout/geometry';
import { type Layout, LAYOUTS, type Placement } from '../layout/ground';
import { grow } from '../layout/grow';
import { applyPins } from '../layout/pin';
import { place } from '../layout/place';
import { rectFinder } from '../layout/rects';
import { survey } from '../layout/survey';

const w = (ns: string, i: number | string): Endpoint => aPod(`${ns}/w${i}-0`, { zoneId: 'az1' });
const net = (i: number): Endpoint => ({ external: { kind: 'named-network', name: `net${i}` } });
const groundOf = (flows: any, level: any = 'workload') => { const tree = treeOfFlows(flows, 'namespace'); return { tree, ground: survey(tree, [graphAt(tree, startAt('namespace', level), Infinity)]) }; };
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const report = (name: string, flows: any, layout: Layout = 'auto') => {
  const { ground } = groundOf(flows);
  const t = performance.now();
  const p = place(ground, layout);
  const ms = performance.now() - t;
  const b = boundsOf([...p.sites.values(), ...[...p.boxes.values()].flat()]);
  console.log(name, layout, 'sites', ground.sites.length, 'boxes', ground.groups.length, `${Math.round(b.width)}x${Math.round(b.height)} aspect ${(b.width / b.height).toFixed(2)} ${ms.toFixed(0)}ms`);
  return { ground, p };
};
it('shapes', () => {
  for (const l of LAYOUTS) {
    report('chain500', range(499).map((i) => aFlow(w('a', i), w('a', i + 1), { bytes: 1 })), l);
    report('chain500ns', range(499).map((i) => aFlow(w('ns' + i, 0), w('ns' + (i + 1), 0), { bytes: 1 })), l);
    report('ring60', range(60).map((i) => aFlow(w('a', i), w('a', (i + 1) % 60), { bytes: 1 })), l);
    report('ring60ns', range(60).map((i) => aFlow(w('ns' + i, 0), w('ns' + ((i + 1) % 60), 0), { bytes: 1 })), l);
    report('star3000', range(3000).map((i) => aFlow(w('a', 'hub'), w('a', i), { bytes: 1 })), l);
    report('star3000in', range(3000).map((i) => aFlow(w('a', i), w('a', 'hub'), { bytes: 1 })), l);
    report('star3000ns', range(3000).map((i) => aFlow(w('hub', 'hub'), w('ns' + i, 0), { bytes: 1 })), l);
    report('pods2000', range(2000).map((i) => aFlow(aPod(`a/api-${i}`), aPod(`a/db-${i % 7}`), { bytes: 1 })), l);
    report('bare2000', range(2000).map((i) => aFlow(aPod(`a/api${i}`), aPod(`a/db${i % 7}`), { bytes: 1 })), l);
    report('dense47', range(1400).map((i) => aFlow(w('ns' + (i % 47) % 6, i % 47), w('ns' + ((i * 31 + Math.floor(i / 47)) % 47) % 6, (i * 31 + Math.floor(i / 47)) % 47), { bytes: 1 })), l);
    report('dense47one', range(1400).map((i) => aFlow(w('a', i % 47), w('a', (i * 31 + Math.floor(i / 47)) % 47), { bytes: 1 })), l);
  }
  for (const n of [20, 50, 100, 300, 3000]) { report('nets' + n, range(n).map((i) => aFlow(w('a', 0), net(i), { bytes: 1 }))); }
});
it('grow speed', () => {
  for (const [name, base, more] of [
    ['one ns 2000', range(2000).map((i) => aFlow(w('a', i), w('a', 0), { bytes: 1 })), range(20).map((i) => aFlow(w('a', 5000 + i), w('a', 0), { bytes: 1 }))],
    ['300 nets', range(300).map((i) => aFlow(w('a', 0), net(i), { bytes: 1 })), range(20).map((i) => aFlow(w('a', 0), net(1000 + i), { bytes: 1 }))],
    ['500 ns', range(500).map((i) => aFlow(w('hub', 0), w('ns' + i, 0), { bytes: 1 })), range(20).map((i) => aFlow(w('hub', 0), w('new' + i, 0), { bytes: 1 }))],
  ] as const) {
    const a = groundOf(base); const p = place(a.ground, 'auto');
    const b = groundOf([...base, ...more]);
    const t = performance.now(); const g = grow(p, b.ground); console.log('grow', name, (performance.now() - t).toFixed(0), 'ms', b.ground.sites.length - a.ground.sites.length);
    for (const [id, r] of p.sites) { expect(g.sites.get(id)).toEqual(r); }
  }
});
it('cluster rect after grow', () => {
  const base = range(12).map((i) => aFlow(w('ns' + (i % 4), i), w('ns' + ((i + 1) % 4), i + 1), { bytes: 1 }));
  const a = groundOf(base); const p = place(a.ground, 'auto');
  const b = groundOf([...base, aFlow(w('ns1', 1), net(1), { bytes: 1 })]);
  const g = grow(p, b.ground);
  const find = rectFinder(b.tree, g, new Map());
  console.log('cluster', find('cluster'), 'net', g.sites.get('external/named-network/net1'), overlap(find('cluster')!, g.sites.get('external/named-network/net1')!));
});
it('pins and parts', () => {
  const ground = { sites: [{ id: 'a', group: 'g', isExternal: false, size: { width: 100, height: 46 } }, { id: 'b', group: 'g', isExternal: false, size: { width: 100, height: 46 } }, { id: 'c', group: 'h', isExternal: false, size: { width: 100, height: 46 } }], groups: ['g', 'h'], calls: [] };
  const p: Placement = { sites: new Map([['a', { x: 16, y: 46, width: 100, height: 46 }], ['c', { x: 216, y: 46, width: 100, height: 46 }], ['b', { x: 416, y: 46, width: 100, height: 46 }]]), boxes: new Map([['g', [{ x: 0, y: 0, width: 132, height: 108 }, { x: 400, y: 0, width: 132, height: 108 }]], ['h', [{ x: 200, y: 0, width: 132, height: 108 }]]]) };
  console.log('pinned', JSON.stringify([...applyPins(p, { a: { x: 17, y: 46 } }, ground).boxes]));
  const without = { ...ground, sites: ground.sites.slice(1) };
  const moved = applyPins(p, { g: { x: 0, y: 1000 } }, without);
  console.log('gone', JSON.stringify([...grow(moved, ground).sites]), JSON.stringify([...grow(moved, ground).boxes]));
});
