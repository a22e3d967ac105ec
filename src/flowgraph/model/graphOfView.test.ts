import fc from 'fast-check';
import { filterFlows } from '../../core/flow/filter';
import { bytesOf, type Endpoint, type Flow, retransmissionsOf } from '../../core/flow/flow';
import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { GROUPINGS, LEVELS_OF } from '../../core/graph/level';
import { isLossy, lossLevel } from '../../core/graph/loss';
import { pathOf } from '../../core/graph/pathOf';
import { treeOfFlows } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';
import { aFlow, aPod } from '../../testing/flows';
import { hubsOf } from '../layout/hubs';
import { worstEdgesFirst } from './edgeOrder';
import { filterFor } from './filterFor';
import { findNodes } from './find';
import { flowsOf } from './flowsOf';
import { hostsOf } from './hosts';
import { outlineOf } from './outline';
import { readUrlState, writeUrlState } from './urlState';
import {
  expansionOf,
  graphOfView,
  initialView,
  liesIn,
  reduceView,
  topologyOfView,
  type ViewAction,
  type ViewState,
} from './viewState';

const ENDS: readonly Endpoint[] = [
  aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1', node: 'n1', instanceId: 'i-0000000000000001' }),
  aPod('shop/ui-84c96ffcc5-b7k9d', { zoneId: 'use1-az2', node: 'n2', instanceId: 'i-0000000000000002' }),
  aPod('shop/cart-68d8f6bdd6-qq2jx', { zoneId: 'use1-az1', node: 'n1', instanceId: 'i-0000000000000001' }),
  aPod('data/db-0', { zoneId: 'use1-az2' }),
  // Without kube-state-metrics, nodes have no names.
  aPod('data/cache-0', { zoneId: 'use1-az2', instanceId: 'i-0000000000000003' }),
  { ip: '52.216.1.1', external: { kind: 's3', name: 'Amazon S3' } },
  { ip: '203.0.113.9', external: { kind: 'internet', name: 'ACME', country: 'FR' } },
  { ip: '203.0.113.10', external: { kind: 'internet', name: 'Example Corp', country: 'US' } },
  { ip: '10.0.1.1', node: 'n1', zoneId: 'use1-az1', instanceId: 'i-0000000000000001' },
  { ip: '10.0.4.1', instanceId: 'i-0000000000000004', zoneId: 'use1-az1' },
  { ip: '10.9.9.9' },
  { pod: 'lone-0', workload: { kind: 'StatefulSet', name: 'lone', confidence: 'likely' } },
];
const end = fc.constantFrom(...ENDS);
const facts = fc.record(
  { bytes: fc.nat(1_000), retransmissions: fc.nat(9_000), port: fc.constantFrom(53, 80, 443) },
  { requiredKeys: [] }
);
const flows = fc.array(
  fc.tuple(end, end, facts).map(([a, b, values]) => aFlow(a, b, values)),
  { maxLength: 20 }
);
const grouping = fc.constantFrom(...GROUPINGS);
const sum = (values: ReadonlyArray<number | undefined>) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** An viewState with some groups opened, closed, or hidden by hand. */
const someView = fc
  .tuple(
    flows,
    grouping,
    fc.nat(3),
    fc.array(fc.tuple(fc.constantFrom('open' as const, 'close' as const), fc.nat(99)), { maxLength: 4 })
  )
  .map(([some, by, depth, actions]) => {
    const tree = treeOfFlows(some, by);
    const ids = [...tree.nodes.keys()].sort();
    const at = actions.reduce<ViewState>(
      (now, [kind, index]) => reduceView(now, { kind, id: ids[index % Math.max(ids.length, 1)] ?? 'none' }),
      initialView(by, LEVELS_OF[by][depth] ?? 'pod')
    );
    return { some, by, tree, at };
  });

/** The visible node to which an end belongs, found by walking down its path. */
function visibleIn(
  graph: FlowGraph,
  of: Endpoint,
  by: ViewState['grouping'],
  role: 'client' | 'server'
): string | undefined {
  const shown = new Set(graph.nodes.map(({ id }) => id));
  return pathOf(of, by, role)
    .map(({ id }) => id)
    .find((id) => shown.has(id));
}
const totals = (edges: readonly GraphEdge[]) => ({
  flows: sum(edges.map(({ flowCount }) => flowCount)),
  bytes: sum(edges.map(({ bytes }) => bytes)),
  retransmissions: sum(edges.map(({ retransmissions }) => retransmissions)),
});
const totalsOf = (some: readonly Flow[]) => ({
  flows: some.length,
  bytes: sum(some.map(bytesOf)),
  retransmissions: sum(some.map(retransmissionsOf)),
});

describe('a graph with any groups expanded', () => {
  it('contains each flow once, and nothing is lost', () => {
    fc.assert(
      fc.property(someView, ({ some, tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        expect(totals(graph.edges)).toEqual(totalsOf(some));
        expect(graph.totalBytes).toBe(sum(some.map(bytesOf)));
        expect(graph.omitted).toEqual({ edges: 0, flows: 0, bytes: 0 });
      }),
      { numRuns: 200 }
    );
  });

  it('has an edge for each pair of shown nodes, with the flows between these', () => {
    fc.assert(
      fc.property(someView, ({ some, by, tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        const expected = new Map<string, Flow[]>();
        for (const flow of some) {
          const source = visibleIn(graph, flow.client, by, 'client');
          const target = visibleIn(graph, flow.server, by, 'server');
          const key = `${source}>${target}`;
          expected.set(key, [...(expected.get(key) ?? []), flow]);
        }
        expect(graph.edges.map(({ id }) => id).sort()).toEqual([...expected.keys()].sort());
        for (const edge of graph.edges) {
          const own = expected.get(edge.id) ?? [];
          expect(totals([edge])).toEqual(totalsOf(own));
          const ports = [...new Set(own.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b);
          expect(edge.ports).toEqual(ports);
        }
      }),
      { numRuns: 200 }
    );
  });

  it('does not depend on the order of the flows', () => {
    fc.assert(
      fc.property(someView, ({ some, by, at }) => {
        const shape = (order: readonly Flow[]) => {
          const graph = graphOfView(treeOfFlows(order, by), at, Infinity);
          return {
            nodes: graph.nodes.map(({ id, podCount, zoneIds }) => [id, podCount, zoneIds]),
            groups: graph.groups.map(({ id }) => id),
            edges: graph.edges.map(({ id, bytes }) => [id, bytes]),
          };
        };
        expect(shape([...some].reverse())).toEqual(shape(some));
      }),
      { numRuns: 200 }
    );
  });

  it('shows no node within another one, and the groups around all of them', () => {
    fc.assert(
      fc.property(someView, ({ tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        const shown = new Set(graph.nodes.map(({ id }) => id));
        const groups = new Set(graph.groups.map(({ id }) => id));
        for (const { id } of graph.nodes) {
          for (let around = tree.nodes.get(id)?.parent; around; around = around.parent) {
            expect(shown.has(around.node.id)).toBe(false);
            const isOnlyParty = around.node.isExternal && around.depth === 0 && around.children.length === 1;
            expect(groups.has(around.node.id)).toBe(!isOnlyParty);
          }
        }
      }),
      { numRuns: 200 }
    );
  });

  it('shows the heaviest and all lossy edges up to a maximum, and counts the others', () => {
    fc.assert(
      fc.property(someView, fc.nat(5), ({ some, tree, at }, maxEdges) => {
        const all = graphOfView(tree, at, Infinity).edges;
        const graph = graphOfView(tree, at, maxEdges);
        const shown = new Set(graph.edges.map(({ id }) => id));
        all.forEach((edge, rank) => expect(shown.has(edge.id)).toBe(rank < maxEdges || isLossy(edge)));
        expect(graph.omitted.edges + graph.edges.length).toBe(all.length);
        expect(graph.omitted.flows + totals(graph.edges).flows).toBe(some.length);
        expect(graph.omitted.bytes + totals(graph.edges).bytes).toBe(graph.totalBytes);
      }),
      { numRuns: 200 }
    );
  });

  it('knows the flows of each of its edges and nodes', () => {
    fc.assert(
      fc.property(someView, ({ some, tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        for (const { source, target, flowCount, bytes } of graph.edges) {
          const own = flowsOf(some, tree, expansionOf(at), { kind: 'edge', source, target });
          expect([own.length, sum(own.map(bytesOf))]).toEqual([flowCount, bytes ?? 0]);
        }
        for (const { id } of graph.nodes) {
          const own = flowsOf(some, tree, expansionOf(at), { kind: 'node', id });
          const edges = graph.edges.filter(({ source, target }) => source === id || target === id);
          expect(own.length).toBe(sum(edges.map(({ flowCount }) => flowCount)));
        }
      })
    );
  });

  it('is listed completely, each box before what lies in it', () => {
    fc.assert(
      fc.property(someView, ({ tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        const items = outlineOf(graph);
        const expected = [...graph.nodes, ...graph.groups.filter(({ kind }) => kind !== 'cluster')].map(({ id }) => id);
        expect(items.map(({ node }) => node.id).sort()).toEqual(expected.sort());
        items.forEach(({ node, level, position, setSize }, index) => {
          const group = items
            .slice(0, index)
            .reverse()
            .find((before) => before.level < level);
          expect(level === 1 || group?.node.id === node.parent).toBe(true);
          expect(position).toBeLessThanOrEqual(setSize);
        });
      })
    );
  });
});

describe('hidden and focused nodes', () => {
  it('leave the flows that neither begin nor end in a hidden node, and of a focused one only its own', () => {
    fc.assert(
      fc.property(
        someView,
        fc.nat(99),
        fc.nat(99),
        fc.boolean(),
        ({ some, by, tree, at }, first, second, isFocused) => {
          const ids = [...tree.nodes.keys()].sort();
          fc.pre(ids.length > 0);
          const [hidden = '', focus = ''] = [ids[first % ids.length], ids[second % ids.length]];
          const actions: ViewAction[] = [
            { kind: 'hide', id: hidden },
            ...(isFocused ? [{ kind: 'focus' as const, id: focus }] : []),
          ];
          const graph = graphOfView(tree, actions.reduce(reduceView, at), Infinity);
          // An end belongs to what is shown of it: a closed box around a hidden node still shows it.
          const whole = graphOfView(tree, at, Infinity);
          const liesWithin = (id: string | undefined, box: string) => {
            const node: TreeNode | undefined = tree.nodes.get(id ?? '');
            return liesIn(node, box);
          };
          const kept = some.filter(({ client, server }) => {
            const pair = [visibleIn(whole, client, by, 'client'), visibleIn(whole, server, by, 'server')];
            return (
              !pair.some((id) => liesWithin(id, hidden)) && (!isFocused || pair.some((id) => liesWithin(id, focus)))
            );
          });
          expect(totals(graph.edges)).toEqual(totalsOf(kept));
        }
      ),
      { numRuns: 200 }
    );
  });
});

describe('the filter for a node', () => {
  it('keeps all flows of the node, and of workloads, pods, and hosts no others', () => {
    fc.assert(
      fc.property(flows, grouping, (some, by) => {
        const tree = treeOfFlows(some, by);
        const at = initialView(by, 'pod');
        for (const { node, depth, children } of tree.nodes.values()) {
          // A kind of outside party with one of it is never shown itself.
          const isVisible = !(node.isExternal && depth === 0 && children.length === 1);
          const filter = isVisible ? filterFor(node) : undefined;
          if (filter) {
            const kept = filterFlows(some, [filter]);
            const own = flowsOf(some, tree, expansionOf(at), { kind: 'node', id: node.id });
            expect({ node: node.id, lost: own.filter((flow) => !kept.includes(flow)) }).toEqual({
              node: node.id,
              lost: [],
            });
            // Zones and Regions of parties outside, and workloads in several zones, can be in other nodes, too.
            if (node.kind === 'host' || (by === 'namespace' && !node.isExternal)) {
              expect({ node: node.id, kept: kept.length }).toEqual({ node: node.id, kept: own.length });
            }
          }
        }
      }),
      { numRuns: 200 }
    );
  });
});

describe('a search for nodes', () => {
  it('finds every node with the text in its name, the outermost first', () => {
    const text = fc.constantFrom('ui', 'SHOP', 'a', 'use1', 'acme', ' db ', 'nothing', '');
    fc.assert(
      fc.property(flows, grouping, text, (some, by, wanted) => {
        const tree = treeOfFlows(some, by);
        const found = findNodes(tree, wanted);
        const expected = [...tree.nodes.values()].filter(
          ({ node }) => wanted.trim() !== '' && node.label.toLowerCase().includes(wanted.trim().toLowerCase())
        );
        expect(new Set(found)).toEqual(new Set(expected));
        const depths = found.map(({ depth }) => depth);
        expect(depths).toEqual([...depths].sort((a, b) => a - b));
      })
    );
  });
});

describe('hosts', () => {
  it('have each pod once, however many flows it has', () => {
    fc.assert(
      fc.property(fc.array(end, { maxLength: 15 }), (ends) => {
        const hosts = hostsOf(ends);
        const podsOf = (node: string) =>
          new Set(
            ends.filter((one) => one.node === node && one.pod).map(({ namespace, pod }) => `${namespace}/${pod}`)
          );
        expect(new Set(hosts.map(({ node }) => node))).toEqual(new Set(ends.flatMap(({ node }) => node ?? [])));
        expect(hosts.map(({ node, pods }) => [node, pods])).toEqual(hosts.map(({ node }) => [node, podsOf(node).size]));
        const counts = hosts.map(({ pods }) => pods);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
      })
    );
  });
});

describe('hubs', () => {
  const clients = (count: number) => Array.from({ length: count }, (_, index) => aPod(`shop/w${index}-0`));
  const topologyOf = (some: readonly Flow[]) =>
    topologyOfView(treeOfFlows(some, 'namespace'), initialView('namespace', 'workload'), Infinity);
  const to = (server: Endpoint, port: number, count: number) =>
    hubsOf(topologyOf(clients(count).map((client) => aFlow(client, server, { port }))));

  it('are outside the cluster or name servers, with a dozen neighbors', () => {
    const s3 = { external: { kind: 's3' as const, name: 'Amazon S3' } };
    expect([to(s3, 443, 11).size, to(s3, 443, 12).size]).toEqual([0, 1]);
    const dns = aPod('kube-system/coredns-84c96ffcc5-x2k4z');
    expect([to(dns, 53, 12).size, to(dns, 8080, 12).size]).toEqual([1, 0]);
  });
});

describe('the order of edges', () => {
  it('contains all of them, lossy ones first', () => {
    fc.assert(
      fc.property(someView, ({ tree, at }) => {
        const graph = graphOfView(tree, at, Infinity);
        const edges = worstEdgesFirst(graph);
        expect(new Set(edges)).toEqual(new Set(graph.edges));
        const RANKS = { severe: 0, some: 1, none: 2, unknown: 2 };
        const ranks = edges.map((edge) => RANKS[lossLevel(edge)]);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      })
    );
  });
});

describe('the view state in a URL', () => {
  const id = fc.constantFrom('namespace/shop', 'workload/shop/Deployment/ui', 'pod/a/"b"', 'é>ü');
  const ids = fc.uniqueArray(id, { maxLength: 3 });
  const viewState: fc.Arbitrary<ViewState> = grouping.chain((by) =>
    fc.record(
      {
        grouping: fc.constant(by),
        level: fc.constantFrom(...LEVELS_OF[by]),
        opened: ids,
        closed: ids,
        hidden: ids,
        focus: id,
        followsZoom: fc.constant(false),
        showsAll: fc.boolean(),
        filters: fc.constantFrom(
          [],
          [{ side: 'either' as const, field: 'pod' as const, operator: '=' as const, value: 'a"b' }]
        ),
      },
      { requiredKeys: ['grouping', 'level', 'opened', 'closed', 'hidden', 'followsZoom', 'showsAll', 'filters'] }
    )
  );

  it('is read as it was written, for any initial state', () => {
    fc.assert(
      fc.property(viewState, grouping, fc.option(id, { nil: undefined }), (there, by, selected) => {
        const start = initialView(by, 'workload');
        const place = { viewState: there, ...(selected !== undefined && { selected }) };
        const read = readUrlState(writeUrlState(place, start), start);
        // A level that is that of the start follows the zoom again.
        const followsZoom = there.grouping === start.grouping && there.level === start.level;
        const level = read.viewState.level;
        expect(level === there.level || there.level === start.level).toBe(true);
        expect(read).toEqual({
          ...place,
          viewState: { ...there, level, followsZoom: followsZoom || there.level === start.level },
        });
      }),
      { numRuns: 300 }
    );
  });

  it('is replaced by the initial state where it is invalid', () => {
    const start = initialView('namespace', 'workload');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { viewState: read } = readUrlState(text, start);
        expect(GROUPINGS).toContain(read.grouping);
        expect(LEVELS_OF[read.grouping]).toContain(read.level);
        expect([read.opened, read.closed, read.hidden].flat().every((item) => typeof item === 'string')).toBe(true);
      })
    );
    expect(readUrlState('{"filters":[{"field":"nonsense"}],"level":"pod"}', start).viewState).toMatchObject({
      filters: [],
      level: 'pod',
    });
  });
});
