import fc from 'fast-check';
import { type Endpoint, type Flow } from '../core/flow/flow';
import { GROUPINGS } from '../core/graph/level';
import { type GraphTree, treeTopologyOf, treeOfFlows, treeOfTable } from '../core/graph/tree';
import { aFlow, aPod } from '../testing/flows';
import { FlowFrameTable } from './flowFrameTable';
import { flowsToFrame } from './flowsFrame';

const window = { startMs: 0, endMs: 1 };
const ENDS: Endpoint[] = [
  aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1', node: 'node-1' }),
  // The same pod with fewer known facts.
  aPod('shop/ui-84c96ffcc5-x2k4z'),
  aPod('shop/carts-84c96ffcc5-b2k4z', { zoneId: 'use1-az2' }),
  aPod('other/ui-84c96ffcc5-x2k4z', { zoneName: 'us-east-1a' }),
  { ip: '10.0.0.7', node: 'node-1', zoneId: 'use1-az1' },
  { ip: '10.0.0.8' },
  { external: { kind: 'internet', name: 'ACME', country: 'NL', asNumber: 64500 } },
  { ip: '52.0.0.1', external: { kind: 's3', name: 'Amazon S3' } },
];

const someFacts = fc.record(
  {
    bytes: fc.nat(1e6),
    retransmissions: fc.nat(100),
    timeouts: fc.nat(3),
    roundTripTimeMicroseconds: fc.nat(1e4),
    port: fc.constantFrom(53, 443, 8080),
    category: fc.constantFrom('INTRA_AZ', 'INTER_AZ', 'INTER_REGION'),
  },
  { requiredKeys: [] }
);
const someFlows = fc.array(
  fc
    .tuple(fc.constantFrom(...ENDS), fc.constantFrom(...ENDS), someFacts)
    .map(([client, server, facts]) => aFlow(client, server, facts))
);

const tableOf = (flows: readonly Flow[], before?: FlowFrameTable) =>
  new FlowFrameTable(flowsToFrame(flows, window), before);
const withBytes = (flows: readonly Flow[], bytes: number) =>
  flows.map((flow) => ({ ...flow, metrics: { ...flow.metrics, bytes: { byClient: bytes } } }));
const copyOf = (flow: Flow): Flow => ({
  ...flow,
  metrics: {
    bytes: { ...flow.metrics.bytes },
    retransmissions: { ...flow.metrics.retransmissions },
    timeouts: { ...flow.metrics.timeouts },
    roundTripTimeMicroseconds: { ...flow.metrics.roundTripTimeMicroseconds },
  },
});
const filled = ({ nodes, links }: GraphTree) => ({
  nodes: [...nodes.values()].map(({ node, depth, rank }) => ({ node, depth, rank })),
  links: links.map(({ source, target, ...sums }) => ({ source: source.node.id, target: target.node.id, ...sums })),
});

describe('the table of a flows frame', () => {
  it('visits the same flows that it returns', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const visited: Flow[] = [];
        const table = tableOf(flows);
        table.forEach((flow) => visited.push(copyOf(flow)));
        expect(visited).toEqual(flows);
        expect(table.flows).toEqual(flows);
      })
    );
  });

  it('results in the same tree as its flows, in every grouping and in a comparison', () => {
    fc.assert(
      fc.property(someFlows, someFlows, fc.constantFrom(...GROUPINGS), (flows, earlier, grouping) => {
        const [table, before] = [tableOf(flows), tableOf(earlier)];
        const tree = treeOfTable(treeTopologyOf(table.ends, grouping, before.ends), table, before);
        expect(filled(tree)).toEqual(filled(treeOfFlows(flows, grouping, earlier)));
      })
    );
  });

  it('reuses the ends of an earlier table if only measured values differ, and returns the new values', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const before = tableOf(withBytes(flows, 1));
        const after = tableOf(withBytes(flows, 2), before);
        expect(after.ends).toBe(before.ends);
        expect(after.flows).toEqual(withBytes(flows, 2));
      })
    );
  });

  it('has its own ends if anything else differs', () => {
    const [ui, carts, shop] = [ENDS[0] ?? {}, ENDS[2] ?? {}, ENDS[3] ?? {}];
    const flows = [aFlow(ui, carts, { bytes: 1, port: 80 })];
    const before = tableOf(flows);
    const others = [
      [aFlow(ui, shop, { bytes: 1, port: 80 })],
      [aFlow(ui, carts, { bytes: 1, port: 81 })],
      [aFlow(ui, carts, { bytes: 1, port: 80, category: 'INTER_AZ' })],
      [...flows, ...flows],
    ];
    for (const other of others) {
      const after = tableOf(other, before);
      expect(after.ends).not.toBe(before.ends);
      expect(after.flows).toEqual(other);
    }
  });
});
