import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { bytesOf, type Flow } from '../../core/flow/flow';
import { edgeEnds } from './edgeEnds';
import { topologyOfView, graphOfView, expansionOf, initialView } from './viewState';
import { endsIn, flowsOf } from './flowsOf';
import { hostsOf } from './hosts';
import { type GraphLevel } from '../../core/graph/level';
import { isLossy } from '../../core/graph/loss';
import { worstEdgesFirst, worstEdge } from './edgeOrder';
import { outlineOf } from './outline';
import { edgesBetween, peersOf, sumOfEdges } from './peers';
import { treeOfFlows } from '../../core/graph/tree';

const ui = aPod('shop/ui-84c96ffcc5-x7k2p', { node: 'node-a', zoneName: 'us-east-1a' });
const ui2 = aPod('shop/ui-84c96ffcc5-b9d4f', { node: 'node-b', zoneName: 'us-east-1b' });
const carts = aPod('shop/carts-0', { node: 'node-a', zoneName: 'us-east-1a' });
const orders = aPod('sales/orders-0', { node: 'node-c' });
const s3 = { external: { kind: 's3' as const, name: 'Amazon S3' } };

const FLOWS: Flow[] = [
  aFlow(ui, carts, { bytes: 100, port: 8080 }),
  aFlow(ui2, carts, { bytes: 50, retransmissions: 90, port: 8080 }),
  aFlow(carts, ui, { bytes: 7, port: 443 }),
  aFlow(carts, orders, { bytes: 30, port: 5432 }),
  aFlow(ui, s3, { bytes: 900, port: 443 }),
  aFlow(ui, ui2, { bytes: 3, port: 9000 }),
];

const UI = 'workload/shop/Deployment/ui';
const CARTS = 'workload/shop/StatefulSet/carts';
const ORDERS = 'workload/sales/StatefulSet/orders';
const tree = treeOfFlows(FLOWS, 'namespace');
const at = (level: GraphLevel) => initialView('namespace', level);
const expansion = expansionOf(at('workload'));

/** Flows between any of a few pods in a few namespaces. */
const anyFlows = fc.array(
  fc
    .tuple(fc.nat(5), fc.nat(5), fc.nat(1_000))
    .map(([client, server, bytes]) =>
      aFlow(aPod(`ns${client % 2}/w${client}-0`), aPod(`ns${server % 2}/w${server}-0`), { bytes })
    ),
  { minLength: 1, maxLength: 30 }
);

describe('edgesBetween', () => {
  it('returns both directions, including edges that the graph omits', () => {
    const { outgoing, incoming } = edgesBetween(tree, expansion, UI, CARTS);
    expect(outgoing).toMatchObject({ source: UI, target: CARTS, bytes: 150, ports: [8080] });
    expect(incoming).toMatchObject({ source: CARTS, target: UI, bytes: 7, ports: [443] });
  });

  it('has one direction for traffic within a workload, and none for unrelated workloads', () => {
    expect(edgesBetween(tree, expansion, UI, UI)).toEqual({ outgoing: expect.objectContaining({ bytes: 3 }) });
    expect(edgesBetween(tree, expansion, UI, ORDERS)).toEqual({});
  });
});

describe('peersOf', () => {
  it('lists the peers of a workload by bytes, including itself', () => {
    const peers = peersOf(tree, expansion, UI);
    expect(peers.map(({ node, outgoing, incoming }) => [node.label, outgoing?.bytes, incoming?.bytes])).toEqual([
      ['Amazon S3', 900, undefined],
      ['carts', 150, 7],
      ['ui', 3, undefined],
    ]);
  });

  it('counts an expanded group as one peer', () => {
    const peers = peersOf(tree, expansion, 'namespace/shop');
    expect(peers.map(({ node, outgoing }) => [node.label, outgoing?.bytes])).toEqual([
      ['Amazon S3', 900],
      ['shop', 160],
      ['orders', 30],
    ]);
  });

  it('is complete: the traffic of all workloads adds up to all flows', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const some = treeOfFlows(flows, 'namespace');
        const { nodes } = graphOfView(some, at('workload'), Infinity);
        const out = nodes.flatMap(({ id }) => peersOf(some, expansion, id).map(({ outgoing }) => outgoing));
        const total = flows.reduce((sum, flow) => sum + (bytesOf(flow) ?? 0), 0);
        expect(sumOfEdges(out)?.bytes).toBe(total);
      })
    );
  });
});

describe('flowsOf', () => {
  it('finds the flows of an edge, and those of a node and its contents', () => {
    expect(flowsOf(FLOWS, tree, expansion, { kind: 'edge', source: UI, target: CARTS })).toEqual(FLOWS.slice(0, 2));
    expect(flowsOf(FLOWS, tree, expansion, { kind: 'node', id: 'namespace/sales' })).toEqual([FLOWS[3]]);
  });

  it('assigns every flow to exactly one edge at every level', () => {
    fc.assert(
      fc.property(anyFlows, fc.constantFrom<GraphLevel>('namespace', 'workload', 'pod'), (flows, level) => {
        const some = treeOfFlows(flows, 'namespace');
        const { edges } = graphOfView(some, at(level), Infinity);
        const counts = edges.map(
          ({ source, target }) => flowsOf(flows, some, expansionOf(at(level)), { kind: 'edge', source, target }).length
        );
        expect(counts).toEqual(edges.map(({ flowCount }) => flowCount));
      })
    );
  });

  it('finds a pod in its zone even if a flow does not include the zone', () => {
    const lost = { ...carts };
    delete lost.zoneName;
    const flows = [aFlow(ui, carts, { bytes: 1 }), aFlow(ui, lost, { bytes: 2 })];
    const zones = treeOfFlows(flows, 'zone');
    expect(endsIn(flows, zones, 'zone/us-east-1a')).toHaveLength(4);
  });
});

describe('hostsOf', () => {
  it('lists the nodes of a workload with its pods', () => {
    expect(hostsOf(endsIn(FLOWS, tree, UI))).toEqual([
      { node: 'node-a', zone: 'us-east-1a', pods: 1 },
      { node: 'node-b', zone: 'us-east-1b', pods: 1 },
    ]);
    expect(hostsOf(endsIn(FLOWS, tree, 'namespace/shop'))[0]).toEqual({ node: 'node-a', zone: 'us-east-1a', pods: 2 });
  });
});

describe('edgeEnds', () => {
  it('finds both ends even if a name contains the separator', () => {
    expect(edgeEnds(tree, `${UI}>${CARTS}`)).toEqual({ source: UI, target: CARTS });
    const odd = new Map(['node:a>b', 'node:c'].map((id) => [id, {} as never]));
    expect(edgeEnds({ nodes: odd }, 'node:a>b>node:c')).toEqual({ source: 'node:a>b', target: 'node:c' });
    expect(edgeEnds(tree, `${UI}>gone`)).toBeUndefined();
  });
});

describe('outlineOf', () => {
  it('lists groups before their members, with their position among siblings', () => {
    const items = outlineOf(graphOfView(tree, at('workload'), Infinity));
    expect(
      items.map(({ node, level, position, setSize, isOpen }) => [node.label, level, position, setSize, isOpen])
    ).toEqual([
      ['sales', 1, 1, 3, true],
      ['orders', 2, 1, 1, false],
      ['shop', 1, 2, 3, true],
      ['carts', 2, 1, 2, false],
      ['ui', 2, 2, 2, false],
      ['Amazon S3', 1, 3, 3, undefined],
    ]);
  });

  it('lists every visible node exactly once at every level', () => {
    fc.assert(
      fc.property(anyFlows, fc.constantFrom<GraphLevel>('cluster', 'namespace', 'workload', 'pod'), (flows, level) => {
        const graph = graphOfView(treeOfFlows(flows, 'namespace'), at(level), Infinity);
        const drawn = [...graph.nodes, ...graph.groups.filter(({ kind }) => kind !== 'cluster')].map(({ id }) => id);
        expect(
          outlineOf(graph)
            .map(({ node }) => node.id)
            .sort()
        ).toEqual(drawn.sort());
      })
    );
  });
});

describe('worstEdgesFirst', () => {
  it('starts with significant losses, and ignores chance losses', () => {
    const chance = aFlow(orders, carts, { bytes: 5_000, retransmissions: 1 });
    const { edges } = graphOfView(treeOfFlows([...FLOWS, chance], 'namespace'), at('workload'), Infinity);
    expect(worstEdgesFirst({ edges }).map(({ bytes }) => bytes)).toEqual([150, 5_000, 900, 30, 7, 3]);
  });

  it('starts with the worst edge if there are significant losses', () => {
    fc.assert(
      fc.property(anyFlows, (flows) => {
        const graph = graphOfView(treeOfFlows(flows, 'namespace'), at('workload'), Infinity);
        const [first] = worstEdgesFirst(graph);
        expect(worstEdge(graph)).toBe(first && isLossy(first) ? first : undefined);
      })
    );
  });
});

describe('topologyOfView', () => {
  it('is the topology of the graph in the same view state', () => {
    fc.assert(
      fc.property(anyFlows, fc.nat(4), fc.boolean(), (flows, maxEdges, showsAll) => {
        const some = treeOfFlows(flows, 'namespace');
        const viewState = { ...at('workload'), showsAll };
        expect(topologyOfView(some, viewState, maxEdges)).toEqual(graphOfView(some, viewState, maxEdges).topology);
      })
    );
  });
});
