import fc from 'fast-check';
import { type Endpoint, type Flow } from '../../core/flow/flow';
import { type ViewState, reduceView, graphOfView, initialView } from '../model/viewState';
import { type FlowGraph } from '../../core/graph/graph';
import { type Grouping, GROUPINGS, LEVELS_OF } from '../../core/graph/level';
import { type GraphTree, treeOfFlows } from '../../core/graph/tree';
import { aFlow, aPod } from '../../testing/flows';
import { capacityFor } from './cells';
import { boundsOf, center, contains, inflate, overlap, type Point, type Rect, translate } from './geometry';
import { type LayoutInput, type Layout, LAYOUTS, type Positions } from './layoutInput';
import { extendLayout } from './extendLayout';
import { applyPins } from './pin';
import { layOutByForces, layOutByForcesInSlices } from './layOutByForces';
import { type PlacedEdge, type Scene, toScene } from './scene';
import { extendState, needsFullLayout, type LayoutState, withCells } from './layoutState';
import { toLayoutInput } from './toLayoutInput';
import { distanceToCurve, endAngle, endOf, lengthOf, pointOn } from './curve';

/** A smaller overlap is a rounding error. */
const TOUCH = 1e-6;

/** A pod of a StatefulSet, whose name contains its workload. */
function podOf(namespace: number | string, workload: number | string, pod = 0): Endpoint {
  const node = (Number(workload) + pod) % 5 || 0;
  return aPod(`ns${namespace}/w${workload}-${pod}`, { zoneId: `use1-az${node % 3}`, node: `node-${node}` });
}

function networkOf(name: number | string): Endpoint {
  return { external: { kind: 'named-network', name: `net${name}` } };
}

const OUTSIDE: readonly Endpoint[] = [
  { external: { kind: 's3', name: 'Amazon S3' } },
  { external: { kind: 'internet', name: 'GOOGLE (AS15169)' } },
  { external: { kind: 'internet', name: 'CLOUDFLARENET (AS13335)', country: 'Australia' } },
  { ip: '10.9.9.9' },
  { ip: '10.9.9.8' },
  { node: 'node-9', zoneId: 'use1-az1' },
  networkOf(0),
];

const call = (client: Endpoint, server: Endpoint, bytes = 1): Flow => aFlow(client, server, { bytes });
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Flows between any pods and external endpoints. */
function arbitraryFlows({ namespaces, workloads, calls }: { namespaces: number; workloads: number; calls: number }) {
  const pods = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: workloads });
  return fc.array(pods, { minLength: 1, maxLength: namespaces }).chain((counts) => {
    const all = counts.flatMap((ns, namespace) =>
      ns.flatMap((count, workload) => upTo(count).map((pod) => podOf(namespace, workload, pod)))
    );
    const end = fc.constantFrom(...all, ...OUTSIDE);
    const flow = fc.tuple(end, end, fc.nat(1e9)).map(([client, server, bytes]) => call(client, server, bytes));
    return fc.array(flow, { minLength: 1, maxLength: calls, size: 'max' });
  });
}

const someFlows = arbitraryFlows({ namespaces: 6, workloads: 7, calls: 40 });
const anyGrouping = fc.constantFrom(...GROUPINGS);
const anyDepth = fc.constantFrom(0, 1, 2, 3) satisfies fc.Arbitrary<0 | 1 | 2 | 3>;

interface World {
  tree: GraphTree;
  /** At the level of layout nodes. */
  at: ViewState;
  input: LayoutInput;
}

function worldOf(flows: readonly Flow[], grouping: Grouping = 'namespace'): World {
  const tree = treeOfFlows(flows, grouping);
  const at = initialView(grouping, LEVELS_OF[grouping][2]);
  return { tree, at, input: toLayoutInput(tree, [graphOf(tree, at).topology]) };
}

function graphOf(tree: GraphTree, at: ViewState): FlowGraph {
  return graphOfView(tree, at, Infinity);
}

function layoutStateOf(positions: Positions): LayoutState {
  return { key: '', positions, cells: new Map(), pins: {}, isSettled: true };
}

function show({ tree }: World, at: ViewState, layoutState: LayoutState): Scene {
  const graph = graphOf(tree, at);
  const { positions, cells } = withCells(layoutState, tree, graph);
  return toScene(graph, tree, positions, cells);
}

/** Rectangles of a scene by id: one for each part of a group. */
function placesOf({ nodes, groups }: Pick<Scene, 'nodes' | 'groups'>): Map<string, Rect[]> {
  const groupRects = new Map<string, Rect[]>();
  for (const { node, rect } of [...nodes, ...groups]) {
    groupRects.set(node.id, [...(groupRects.get(node.id) ?? []), rect]);
  }
  return groupRects;
}

function partsOf({ groups }: Positions): Array<[string, Rect]> {
  return [...groups].flatMap(([id, parts]) => parts.map((part): [string, Rect] => [id, part]));
}

/** Ids of overlapping rectangles. */
function overlapsAmong(rects: ReadonlyArray<readonly [string, Rect]>): string[] {
  const byX = [...rects].sort(([, a], [, b]) => a.x - b.x);
  const found: string[] = [];
  for (const [index, [name, rect]] of byX.entries()) {
    for (let next = index + 1; (byX[next]?.[1].x ?? Infinity) < rect.x + rect.width; next++) {
      const [other, another] = byX[next] ?? ['', rect];
      if (overlap(rect, another, -TOUCH)) {
        found.push(`${name}, ${other}`);
      }
    }
  }
  return found;
}

function liesWithin({ x, y, width, height }: Rect, around: Rect): boolean {
  const room = inflate(around, TOUCH);
  return contains(room, { x, y }) && contains(room, { x: x + width, y: y + height });
}

/** Ids of nodes that are not completely within exactly one part of their own group. */
function strayNodes(positions: Positions, { nodes }: LayoutInput): string[] {
  const parts = partsOf(positions);
  const isAtHome = (rect: Rect, group: string | undefined) => {
    const touched = parts.filter(([, part]) => overlap(rect, part, -TOUCH));
    const isInOwn = touched.length === 1 && touched.every(([id, part]) => id === group && liesWithin(rect, part));
    return group === undefined ? touched.length === 0 : isInOwn;
  };
  return nodes.flatMap(({ id, group }) => {
    const rect = positions.nodes.get(id);
    return rect && isAtHome(rect, group) ? [] : [id];
  });
}

/** Expects that everything has a position and nothing overlaps. */
function expectRoomForAll(positions: Positions, input: LayoutInput): void {
  expect(input.groups.filter((id) => !positions.groups.has(id))).toEqual([]);
  expect(strayNodes(positions, input)).toEqual([]);
  expect(overlapsAmong([...positions.nodes])).toEqual([]);
  expect(overlapsAmong(partsOf(positions))).toEqual([]);
}

/** Expects that no node has moved, and that groups have only grown. */
function expectNothingMoved(before: Positions, after: Positions): void {
  expect([...before.nodes].filter(([id, rect]) => after.nodes.get(id) !== rect)).toEqual([]);
  const isKept = (id: string, part: Rect, index: number) => {
    const now = after.groups.get(id)?.[index];
    return now !== undefined && liesWithin(part, now);
  };
  expect([...before.groups].filter(([id, parts]) => !parts.every((part, at) => isKept(id, part, at)))).toEqual([]);
}

describe.each(LAYOUTS)('layOut with the layout %s', (layout) => {
  it('places everything without overlaps, and nodes within their groups', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, (flows, grouping) => {
        const { input } = worldOf(flows, grouping);
        expectRoomForAll(layOutByForces(input, layout), input);
      })
    );
  });

  it('returns the same positions for the same flows in any order', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, (flows, grouping) => {
        const { input } = worldOf(flows, grouping);
        const reversed = worldOf([...flows].reverse(), grouping);
        expect(layOutByForces(reversed.input, layout)).toEqual(layOutByForces(input, layout));
      })
    );
  });
});

describe('layOutByForces with large and unusual graphs', () => {
  const shapes: Array<[string, Flow[]]> = [
    ['a chain of 500', upTo(499).map((i) => call(podOf(0, i), podOf(0, i + 1)))],
    ['a chain through 200 namespaces', upTo(199).map((i) => call(podOf(i, 0), podOf(i + 1, 0)))],
    ['a ring of 60', upTo(60).map((i) => call(podOf(0, i), podOf(0, (i + 1) % 60)))],
    ['a ring through 60 namespaces', upTo(60).map((i) => call(podOf(i, 0), podOf((i + 1) % 60, 0)))],
    ['a star of 3,000 leaves', upTo(3_000).map((i) => call(podOf(0, i), podOf(0, 'hub')))],
    ['a star of 50 networks', upTo(50).map((i) => call(podOf(0, 0), networkOf(i)))],
    ['2,000 pods in one namespace', upTo(2_000).map((i) => call(podOf(0, i % 40, i), podOf(0, 0)))],
    ['2,000 pods without a workload', upTo(2_000).map((i) => call(aPod(`ns0/pod${i}`), podOf(0, 0)))],
    [
      '47 nodes with 1,400 edges',
      upTo(1_400).map((i) => call(podOf((i % 47) % 6, i % 47), podOf((i % 47) % 6, (i + Math.floor(i / 47)) % 47))),
    ],
  ];
  const layouts: readonly Layout[] = ['auto', 'layered', 'force', 'grid'];

  it.each(shapes)('fits everything on a screen without overlaps: %s', (_, flows) => {
    const { input } = worldOf(flows);
    for (const layout of layouts) {
      const positions = layOutByForces(input, layout);
      expectRoomForAll(positions, input);
      const { width, height } = boundsOf([...positions.nodes.values(), ...partsOf(positions).map(([, part]) => part)]);
      expect(width / height).toBeGreaterThan(1 / 6);
      expect(width / height).toBeLessThan(8);
    }
  });

  it('orders a chain of connections from left to right if each step has space', () => {
    const names = ['frontend', 'checkout', 'inventory', 'db'];
    const alone = (name: string) => aPod(`${name}/${name}-0`);
    const chain = names.slice(1).map((name, index) => call(alone(names[index] ?? ''), alone(name)));
    const { groups } = layOutByForces(worldOf([...chain, call(alone('checkout'), alone('mail'))]).input, 'auto');
    const left = (name: string) => groups.get(`namespace/${name}`)?.[0]?.x ?? NaN;
    expect(names.map(left)).toEqual(names.map(left).sort((a, b) => a - b));
    expect(new Set(names.map(left)).size).toBe(4);
    expect(left('mail')).toBe(left('inventory'));
  });

  it('uses a grid if the forces take too long', () => {
    const { input } = worldOf(upTo(3_000).map((i) => call(podOf('hub', 0), podOf(i, 0))));
    expect(layOutByForces(input, 'force', 1.6, () => true)).toEqual(layOutByForces(input, 'grid', 1.6));
  });

  it('returns the same positions in slices, with a pause before each step', async () => {
    const { input } = worldOf(upTo(199).map((i) => call(podOf(i, 0), podOf(i + 1, 0))));
    const pause = jest.fn(async () => true);
    expect(await layOutByForcesInSlices(input, 'force', 1.6, pause)).toEqual(layOutByForces(input, 'force', 1.6));
    expect(pause.mock.calls.length).toBeGreaterThan(300);
    expect(await layOutByForcesInSlices(input, 'layered', 1.6, pause)).toEqual(layOutByForces(input, 'layered', 1.6));
  });

  it('uses a grid if a pause stops the forces', async () => {
    const { input } = worldOf(upTo(199).map((i) => call(podOf(i, 0), podOf(i + 1, 0))));
    let pauses = 0;
    const pause = async () => ++pauses < 10;
    expect(await layOutByForcesInSlices(input, 'force', 1.6, pause)).toEqual(layOutByForces(input, 'grid', 1.6));
    expect(pauses).toBe(10);
  });
});

describe('toScene', () => {
  it('contains every node and edge of every level, without overlaps, and nodes within their groups', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, anyDepth, (flows, grouping, depth) => {
        const world = worldOf(flows, grouping);
        const at = initialView(grouping, LEVELS_OF[grouping][depth]);
        const graph = graphOf(world.tree, at);
        const scene = show(world, at, layoutStateOf(layOutByForces(world.input, 'auto')));
        expect(scene.nodes.map(({ node }) => node)).toEqual(graph.nodes);
        expect(scene.edges.map(({ edge }) => edge)).toEqual(graph.edges);
        expect(overlapsAmong(scene.nodes.map(({ node, rect }) => [node.id, rect]))).toEqual([]);
        const groups = placesOf({ nodes: [], groups: scene.groups });
        const isAtHome = ({ node, rect }: Scene['nodes'][number]) =>
          (groups.get(node.parent ?? '') ?? [rect]).some((around) => liesWithin(rect, around));
        expect([...scene.nodes, ...scene.groups].filter((placed) => !isAtHome(placed))).toEqual([]);
      })
    );
  });

  it('keeps positions when the level changes', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, (flows, grouping) => {
        const world = worldOf(flows, grouping);
        const layoutState = layoutStateOf(layOutByForces(world.input, 'auto'));
        const known = new Map<string, Rect[]>();
        for (const level of LEVELS_OF[grouping]) {
          for (const [id, rects] of placesOf(show(world, initialView(grouping, level), layoutState))) {
            expect(rects).toEqual(known.get(id) ?? rects);
            known.set(id, rects);
          }
        }
      })
    );
  });

  it('keeps positions when a workload or a namespace is expanded or collapsed', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, fc.nat(), (flows, grouping, pick) => {
        const world = worldOf(flows, grouping);
        const layoutState = layoutStateOf(layOutByForces(world.input, 'auto'));
        const before = placesOf(show(world, world.at, layoutState));
        const id = [...before.keys()][pick % before.size] ?? '';
        for (const kind of ['open', 'close'] as const) {
          const after = placesOf(show(world, reduceView(world.at, { kind, id }), layoutState));
          const kept = [...before.keys()].filter((other) => after.has(other));
          expect(kept.map((other) => after.get(other))).toEqual(kept.map((other) => before.get(other)));
        }
      })
    );
  });
});

describe('the edges of a scene', () => {
  const sceneAt = (flows: Flow[], grouping: Grouping, depth: 0 | 1 | 2 | 3): Scene => {
    const world = worldOf(flows, grouping);
    return show(
      world,
      initialView(grouping, LEVELS_OF[grouping][depth]),
      layoutStateOf(layOutByForces(world.input, 'auto'))
    );
  };
  const between = ({ edges }: Scene) => edges.filter(({ edge }) => edge.source !== edge.target);

  it('start and end on the borders of their nodes', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, anyDepth, (flows, grouping, depth) => {
        const scene = sceneAt(flows, grouping, depth);
        const rectOf = new Map(scene.nodes.map(({ node, rect }) => [node.id, rect]));
        const isOn = (id: string, point: Point) => {
          const rect = rectOf.get(id);
          return rect && contains(inflate(rect, TOUCH), point) && !contains(inflate(rect, -TOUCH), point);
        };
        expect(
          between(scene).filter(({ edge, curve }) => !isOn(edge.source, curve.from) || !isOn(edge.target, endOf(curve)))
        ).toEqual([]);
      })
    );
  });

  it('point from the client to the server', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, anyDepth, (flows, grouping, depth) => {
        const scene = sceneAt(flows, grouping, depth);
        const rectOf = new Map(scene.nodes.map(({ node, rect }) => [node.id, rect]));
        const pointsAway = ({ edge, curve }: PlacedEdge) => {
          const { x, y } = center(rectOf.get(edge.target) ?? scene.bounds);
          const to = endOf(curve);
          const angle = endAngle(curve);
          return Math.cos(angle) * (x - to.x) + Math.sin(angle) * (y - to.y) < 0;
        };
        expect(between(scene).filter(pointsAway)).toEqual([]);
      })
    );
  });

  it('run apart if two nodes are connected in both directions', () => {
    fc.assert(
      fc.property(someFlows, anyGrouping, anyDepth, (flows, grouping, depth) => {
        const both = flows.slice(0, 1).flatMap((flow) => [flow, call(flow.server, flow.client)]);
        const edges = new Map(between(sceneAt(both, grouping, depth)).map((placed) => [placed.edge.id, placed]));
        for (const { edge, curve } of edges.values()) {
          // Internet clients and internet servers are separate groups.
          const back = edges.get(`${edge.target}>${edge.source}`)?.curve;
          const along = Array.from({ length: 21 }, (_, index) => pointOn(curve, index / 20));
          const reach = Math.min(4, lengthOf(curve) * 0.05);
          const isShared = (point: Point) => back !== undefined && distanceToCurve(back, point, reach) !== undefined;
          expect(along.filter(isShared).length).toBeLessThan(along.length / 3);
        }
      })
    );
  });
  it('lead from left to right: internet clients, clients, servers, external servers', () => {
    const visitors: Endpoint = { external: { kind: 'internet', name: 'COMCAST (AS7922)' } };
    const chain = [visitors, podOf(0, 'ui'), podOf(0, 'carts'), podOf(0, 'db'), networkOf(1)];
    const { input } = worldOf(chain.slice(1).map((server, index) => call(chain[index] ?? server, server)));
    const { nodes } = layOutByForces(input, 'auto');
    const inside = ['ui', 'carts', 'db'].map((name) => `workload/ns0/StatefulSet/w${name}`);
    const order = ['external/visitors', ...inside, 'external/named-network/net1'];
    const x = (id: string) => nodes.get(id)?.x ?? NaN;
    expect([...order].sort((a, b) => x(a) - x(b))).toEqual(order);
  });
});

describe('extendLayout', () => {
  const upTo300 = arbitraryFlows({ namespaces: 12, workloads: 25, calls: 400 });
  /** In known and in new namespaces, and external. */
  const newcomer = fc.oneof(
    fc.tuple(fc.nat(15), fc.nat(30)).map(([namespace, workload]) => podOf(namespace, 1_000 + workload)),
    fc.nat(30).map((name) => networkOf(1_000 + name))
  );
  const newcomers = fc.array(newcomer, { minLength: 1, maxLength: 20, size: 'max' });
  const runs = { numRuns: 60 };
  /** Each new endpoint has a known peer. */
  const withNewcomers = (flows: readonly Flow[], added: readonly Endpoint[]) => [
    ...flows,
    ...added.map((endpoint, index) => call(flows[index % flows.length]?.client ?? endpoint, endpoint)),
  ];

  it('finds space for new nodes and moves nothing', () => {
    fc.assert(
      fc.property(upTo300, newcomers, fc.constantFrom(...LAYOUTS), (flows, added, layout) => {
        const before = layOutByForces(worldOf(flows).input, layout);
        const { input } = worldOf(withNewcomers(flows, added));
        const after = extendLayout(before, input);
        expectNothingMoved(before, after);
        expectRoomForAll(after, input);
      }),
      runs
    );
  });

  it('moves nothing when it is applied repeatedly', () => {
    fc.assert(
      fc.property(upTo300, newcomers, (flows, added) => {
        let positions = layOutByForces(worldOf(flows).input, 'auto');
        for (const count of upTo(added.length)) {
          const { input } = worldOf(withNewcomers(flows, added.slice(0, count + 1)));
          const after = extendLayout(positions, input);
          expectNothingMoved(positions, after);
          expectRoomForAll(after, input);
          positions = after;
        }
      }),
      { numRuns: 20 }
    );
  });

  it('keeps external nodes outside of the cluster', () => {
    fc.assert(
      fc.property(upTo300, newcomers, (flows, added) => {
        const inside = flows.filter(({ client, server }) => client.pod !== undefined && server.pod !== undefined);
        const all = withNewcomers([...inside, call(podOf(0, 0), podOf(1, 1))], added);
        const world = worldOf(all);
        const layoutState = layoutStateOf(
          extendLayout(layOutByForces(worldOf(all.slice(0, -added.length)).input, 'auto'), world.input)
        );
        const { nodes } = show(world, initialView('namespace', 'cluster'), layoutState);
        expect(overlapsAmong(nodes.map(({ node, rect }) => [node.id, rect]))).toEqual([]);
      }),
      runs
    );
  });

  it('returns the same positions if nothing is new', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const { input } = worldOf(flows);
        const positions = layOutByForces(input, 'auto');
        expect(extendLayout(positions, input)).toBe(positions);
      })
    );
  });
});

describe('the layout state', () => {
  const flows = upTo(12).map((i) => call(podOf(i % 3, i), podOf((i + 1) % 3, i + 1)));
  const { input } = worldOf(flows);
  const layoutState = layoutStateOf(layOutByForces(input, 'auto'));

  it('returns nodes that were removed for a while to their positions', () => {
    const fewer = worldOf(flows.slice(0, 9)).input;
    expect(fewer.nodes.length).toBeLessThan(input.nodes.length);
    expect(extendState(extendState(layoutState, fewer), input)).toBe(layoutState);
  });

  it('starts from scratch for another cluster, another layout, and while the first responses arrive', () => {
    const other = worldOf(upTo(12).map((i) => call(podOf('other', i), podOf('other', i + 1)))).input;
    const more = worldOf([...flows, call(podOf(0, 99), podOf(0, 0))]).input;
    expect(needsFullLayout(undefined, input, '')).toBe(true);
    expect(needsFullLayout(layoutState, input, '')).toBe(false);
    expect(needsFullLayout(layoutState, input, 'another')).toBe(true);
    expect(needsFullLayout(layoutState, other, '')).toBe(true);
    expect(needsFullLayout(layoutState, more, '')).toBe(false);
    expect(needsFullLayout({ ...layoutState, isSettled: false }, more, '')).toBe(true);
  });

  it('drops nodes that were removed long ago', () => {
    const few = worldOf(flows.slice(0, 2)).input;
    expect([...extendState(layoutState, few).positions.nodes.keys()].sort()).toEqual(few.nodes.map(({ id }) => id));
  });
});

describe('cells', () => {
  const cellsOf = (pods: readonly number[], before: LayoutState) => {
    const world = worldOf(pods.map((pod) => call(podOf(0, 0, pod), podOf(0, 1))));
    const at = initialView('namespace', 'pod');
    const layoutState = withCells(before, world.tree, graphOf(world.tree, at));
    return { layoutState, groupRects: placesOf(show(world, at, layoutState)) };
  };
  const start = layoutStateOf(layOutByForces(worldOf([call(podOf(0, 0), podOf(0, 1))]).input, 'auto'));

  it('keep their positions while a rollout replaces one pod after another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        let pods = upTo(count);
        let { layoutState, groupRects } = cellsOf(pods, start);
        for (const old of upTo(count)) {
          pods = pods.map((pod) => (pod === old ? 1_000 + old : pod));
          const after = cellsOf(pods, layoutState);
          const was = (id: string) => groupRects.get(id === `pod/ns0/w0-${1_000 + old}` ? `pod/ns0/w0-${old}` : id);
          expect(
            [...after.groupRects].filter(([id, rects]) => JSON.stringify(rects) !== JSON.stringify(was(id)))
          ).toEqual([]);
          ({ layoutState, groupRects } = after);
        }
      }),
      { numRuns: 30 }
    );
  });

  it('are sufficient, and never fewer for more children', () => {
    fc.assert(
      fc.property(fc.nat(5_000), (count) => {
        expect(capacityFor(count)).toBeGreaterThanOrEqual(count);
        expect(capacityFor(count + 1)).toBeGreaterThanOrEqual(capacityFor(count));
      })
    );
  });
});

describe('pins', () => {
  const aPoint = fc.record({ x: fc.integer({ min: -5_000, max: 5_000 }), y: fc.integer({ min: -5_000, max: 5_000 }) });

  it('move a group with all of its nodes to where the user put it, and nothing else', () => {
    fc.assert(
      fc.property(someFlows, fc.nat(), aPoint, (flows, pick, pin) => {
        const { input } = worldOf([...flows, call(podOf(0, 0), podOf(0, 1))]);
        const before = layOutByForces(input, 'auto');
        const group = input.groups[pick % input.groups.length] ?? '';
        const after = applyPins(before, { [group]: pin }, input);
        const [part] = before.groups.get(group) ?? [];
        const moved = (rect: Rect | undefined) =>
          rect && translate(rect, pin.x - (part?.x ?? 0), pin.y - (part?.y ?? 0));
        expect(after.groups.get(group)?.[0]).toMatchObject(pin);
        for (const layoutNode of input.nodes) {
          const rect = before.nodes.get(layoutNode.id);
          expect(after.nodes.get(layoutNode.id)).toEqual(layoutNode.group === group ? moved(rect) : rect);
        }
        expect(applyPins(after, { [group]: pin }, input)).toEqual(after);
      })
    );
  });

  it('move a node to where the user put it, and extend its group to it', () => {
    fc.assert(
      fc.property(someFlows, fc.nat(), aPoint, (flows, pick, pin) => {
        const { input } = worldOf(flows);
        const layoutNode = input.nodes[pick % input.nodes.length];
        const id = layoutNode?.id ?? '';
        const before = layOutByForces(input, 'auto');
        const after = applyPins(before, { [id]: pin }, input);
        expect(after.nodes.get(id)).toMatchObject(pin);
        expect([...before.nodes].filter(([other, rect]) => other !== id && after.nodes.get(other) !== rect)).toEqual(
          []
        );
        const members = input.nodes.filter(({ group }) => group !== undefined && group === layoutNode?.group);
        const around = after.groups.get(layoutNode?.group ?? '')?.[0];
        const isOutside = (rect: Rect | undefined) => !rect || !around || !liesWithin(rect, around);
        expect(members.filter((member) => isOutside(after.nodes.get(member.id)))).toEqual([]);
      })
    );
  });

  it('move a group together with its removed nodes', () => {
    const flows = [call(podOf(0, 0), podOf(0, 1)), call(podOf(1, 0), podOf(0, 0))];
    const [all, fewer] = [worldOf(flows).input, worldOf(flows.slice(1)).input];
    const moved = applyPins(layOutByForces(all, 'auto'), { 'namespace/ns0': { x: 3_000, y: 3_000 } }, fewer);
    expectRoomForAll(extendLayout(moved, all), all);
  });

  it('leave the other parts of a group where they are', () => {
    const layoutNode = (id: string, group: string) => ({
      id,
      group,
      isExternal: false,
      size: { width: 100, height: 46 },
    });
    const all = {
      nodes: [layoutNode('a', 'g'), layoutNode('b', 'g'), layoutNode('c', 'h')],
      groups: ['g', 'h'],
      edges: [],
    };
    const groupAt = (x: number): Rect => ({ x, y: 0, width: 132, height: 108 });
    const nodeAt = (x: number): Rect => ({ x, y: 46, width: 100, height: 46 });
    const before: Positions = {
      nodes: new Map([
        ['a', nodeAt(16)],
        ['c', nodeAt(216)],
        ['b', nodeAt(416)],
      ]),
      groups: new Map([
        ['g', [groupAt(0), groupAt(400)]],
        ['h', [groupAt(200)]],
      ]),
    };
    expectRoomForAll(before, all);
    expectRoomForAll(applyPins(before, { a: { x: 17, y: 46 } }, all), all);
  });

  it('are kept for nodes that are not in the input', () => {
    const { input } = worldOf([call(podOf(0, 0), podOf(0, 1))]);
    const positions = layOutByForces(input, 'auto');
    expect(applyPins(positions, { 'namespace/ns9': { x: 1, y: 1 } }, input)).toEqual(positions);
  });
});
