import { type DataFrame, NodeGraphDataFrameFieldNames } from '@grafana/data';
import fc from 'fast-check';
import { aggregateFlows } from '../core/graph/aggregate';
import { type FlowGraph, type GraphEdge } from '../core/graph/graph';
import { noMetrics } from '../core/graph/edgeMetrics';
import { GRAPH_LEVELS } from '../core/graph/level';
import { omittedNotices } from '../core/graph/omittedNotices';
import { aFlow, aPod } from '../testing/flows';
import { nodeGraphFrames } from './nodeGraphFrames';
import { omittedConnections } from '../core/graph/messages';

const ui = aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
const cart = aPod('shop/cart-68d8f6bdd6-qq2jx', { zoneId: 'use1-az2' });
const dns = aPod('kube-system/coredns-84c96ffcc5-b7k9d', { zoneId: 'use1-az1' });
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };

const flows = [
  aFlow(ui, cart, { bytes: 300, retransmissions: 0, roundTripTimeMicroseconds: 700, port: 80 }),
  aFlow(ui, dns, { bytes: 100, port: 53 }),
  aFlow(cart, s3, { bytes: 2e6, retransmissions: 5_000, timeouts: 20, category: 'AMAZON_S3' }),
  aFlow(dns, dns, { retransmissions: 1 }),
];
const graph = aggregateFlows(flows, { level: 'workload', maxEdges: 100 });

const valuesOf = (frame: DataFrame, name: string): unknown[] =>
  frame.fields.find((field) => field.name === name)?.values ?? [];
const row = (frame: DataFrame, key: string, id: string) => {
  const index = valuesOf(frame, key).indexOf(id);
  return Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[index]]));
};

describe('nodeGraphFrames', () => {
  const [nodes, edges] = nodeGraphFrames(graph, 'A');

  it('returns frames that Grafana recognizes as a node graph', () => {
    for (const frame of [nodes, edges]) {
      expect(frame).toMatchObject({ refId: 'A', meta: { preferredVisualisationType: 'nodeGraph' } });
    }
    // Grafana's panel identifies the frames by these.
    expect([nodes.name, edges.name]).toEqual(['nodes', 'edges']);
    expect(nodes.fields.some(({ name }) => name === 'source')).toBe(false);
    const known: string[] = Object.values(NodeGraphDataFrameFieldNames);
    const names = [...nodes.fields, ...edges.fields].map(({ name }) => name.replace(/__.*/, '__'));
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('returns the traffic of each node and its cross-zone share', () => {
    expect(row(nodes, 'title', 'ui')).toMatchObject({
      subtitle: 'Deployment · 1 pod',
      mainstat: '400 B',
      secondarystat: '0 losses',
      arc__across_zones: 0.75,
      arc__others: 0.25,
      detail__namespace: 'shop',
      detail__zones: 'use1-az1',
    });
    expect(row(nodes, 'title', 'coredns')).toMatchObject({ mainstat: '100 B', secondarystat: '1 loss' });
    expect(row(nodes, 'title', 'Amazon S3')).toMatchObject({ secondarystat: '5.02 K losses', arc__others: 1 });
  });

  it('colors edges with losses red, draws edges with much traffic thick, and leaves unknown values empty', () => {
    const edgeTo = (title: string, from: string) => {
      const id = (of: string) => String(row(nodes, 'title', of).id);
      return row(edges, 'id', `${id(from)}>${id(title)}`);
    };
    const lossy = edgeTo('Amazon S3', 'cart');
    const healthy = edgeTo('cart', 'ui');
    const unknown = edgeTo('coredns', 'ui');
    expect(lossy).toMatchObject({ mainstat: '2 MB', thickness: 8, detail__timeouts: '20' });
    expect(healthy).toMatchObject({
      detail__round_trip_time: '700 µs',
      detail__ports: '80',
      detail__retransmissions: '0',
    });
    expect(unknown).toMatchObject({ secondarystat: null, detail__retransmissions: null });
    expect(healthy.color).toBe(unknown.color);
    const [red = 0, green = 255, blue = 255] =
      String(lossy.color)
        .match(/[0-9A-F]{2}/g)
        ?.map((hex) => parseInt(hex, 16)) ?? [];
    expect(red > 150 && green < 60 && blue < 90).toBe(true);
    expect(lossy.color).not.toBe(healthy.color);
    expect(Number(healthy.thickness)).toBeLessThan(8);
  });

  it('always returns the same fields, so that the panel need not reload', () => {
    const empty = nodeGraphFrames(aggregateFlows([], { level: 'workload', maxEdges: 100 }));
    const schema = (frames: DataFrame[]) =>
      frames.map(({ fields }) => fields.map(({ name, type, config }) => ({ name, type, config })));
    expect(schema(empty)).toEqual(schema([nodes, edges]));
  });

  const anEdge = (source: string, target: string, over: Partial<GraphEdge>): GraphEdge => ({
    id: `${source}>${target}`,
    source,
    target,
    ...noMetrics(),
    flowCount: 1,
    ...over,
  });

  it('returns both ends of every edge as nodes, because the panel of Grafana would crash otherwise', () => {
    const end = fc.constantFrom('a', 'b', 'c', 'd');
    const edge = fc
      .tuple(end, end, fc.record({ bytes: fc.nat(), crossZoneBytes: fc.nat() }, { requiredKeys: ['crossZoneBytes'] }))
      .map(([source, target, over]) => anEdge(source, target, over));
    const anyGraph = fc.record({
      edges: fc.uniqueArray(edge, { selector: ({ id }) => id }),
      known: fc.uniqueArray(end),
    });
    fc.assert(
      fc.property(anyGraph, ({ edges: some, known }) => {
        const odd: FlowGraph = {
          ...graph,
          nodes: known.map((id) => ({
            id,
            label: id,
            kind: 'pod',
            isExternal: false,
            podCount: 1,
            childCount: 0,
            zoneIds: [],
          })),
          edges: some,
        };
        const [nodeFrame, edgeFrame] = nodeGraphFrames(odd);
        const ids = valuesOf(nodeFrame, 'id');
        expect(new Set(ids).size).toBe(ids.length);
        expect(valuesOf(edgeFrame, 'id')).toHaveLength(some.length);
        for (const used of [...valuesOf(edgeFrame, 'source'), ...valuesOf(edgeFrame, 'target')]) {
          expect(ids).toContain(used);
        }
        const others = valuesOf(nodeFrame, 'arc__others').map(Number);
        valuesOf(nodeFrame, 'arc__across_zones').forEach((share, index) => {
          expect([0, 1]).toContainEqual(Math.round((Number(share) + (others[index] ?? 0)) * 1e9) / 1e9);
        });
      })
    );
  });

  it('returns unique IDs that the panel of Grafana can use for arrowheads', () => {
    const odd = (name: string) => ({ ip: '203.0.113.9', external: { kind: 'internet' as const, name } });
    const names = [
      'ACME "Pay" (AS64500)',
      'ACME_Pay',
      'ACME Pay',
      'ACME-Pay',
      'ACME\u00a0Pay',
      "Zürich\\%20#<>'",
      '工',
    ];
    const odds = [...flows, ...names.map((name) => aFlow(ui, odd(name), { bytes: 1 }))];
    for (const level of GRAPH_LEVELS) {
      const folded = aggregateFlows(odds, { level, maxEdges: 100 });
      const [nodeFrame, edgeFrame] = nodeGraphFrames(folded);
      const ids = [...valuesOf(nodeFrame, 'id'), ...valuesOf(edgeFrame, 'id')].map(String);
      expect(ids.filter((id) => !/^[a-zA-Z0-9/.:>_-]+$/.test(id))).toEqual([]);
      expect(new Set(ids).size).toBe(folded.nodes.length + folded.edges.length);
    }
  });

  it('keeps IDs without special characters', () => {
    expect(row(nodes, 'title', 'ui').id).toBe('workload/shop/Deployment/ui');
  });

  it.each(GRAPH_LEVELS)('returns consistent frames at the level %s', (level) => {
    const [nodeFrame, edgeFrame] = nodeGraphFrames(aggregateFlows(flows, { level, maxEdges: 2 }));
    const ids = valuesOf(nodeFrame, 'id');
    expect(valuesOf(edgeFrame, 'source').every((id) => ids.includes(id))).toBe(true);
  });
});

describe('omittedNotices', () => {
  it('reports the number of connections that a graph does not show', () => {
    const cut = aggregateFlows(flows, { level: 'workload', maxEdges: 1 });
    expect(omittedNotices(cut)).toEqual([{ severity: 'info', text: omittedConnections(1, 4) }]);
    expect(omittedNotices(graph)).toEqual([]);
  });
});
