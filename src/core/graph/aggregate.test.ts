import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { bytesOf } from '../flow/flow';
import { aggregateFlows } from './aggregate';
import { GRAPH_LEVELS } from './level';

const ui1 = aPod('retail-store/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
const ui2 = aPod('retail-store/ui-84c96ffcc5-bcd5f', { zoneId: 'use1-az2' });
const carts = aPod('retail-store/carts-975668fb8-bcd5f', { zoneId: 'use1-az2' });
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };
const everything = { level: 'workload' as const, maxEdges: Infinity };

describe('aggregateFlows', () => {
  it('sums the pods of a workload to one edge for each direction of connections', () => {
    const graph = aggregateFlows(
      [
        aFlow(ui1, carts, { bytes: 100, port: 8080 }),
        aFlow(ui2, carts, { bytes: 50, port: 80 }),
        aFlow(carts, ui1, { bytes: 7 }),
      ],
      everything
    );
    expect(graph.nodes.map(({ label, podCount }) => [label, podCount])).toEqual([
      ['carts', 1],
      ['ui', 2],
    ]);
    expect(graph.edges.map(({ bytes, ports, crossZoneBytes }) => ({ bytes, ports, crossZoneBytes }))).toEqual([
      { bytes: 150, ports: [80, 8080], crossZoneBytes: 100 },
      { bytes: 7, ports: [], crossZoneBytes: 7 },
    ]);
  });

  it('leaves losses unknown that were not reported', () => {
    const [edge] = aggregateFlows([aFlow(ui1, carts, { bytes: 1 })], everything).edges;
    expect(edge?.retransmissions).toBeUndefined();
    expect(edge?.roundTripTimeMicroseconds).toBeUndefined();
  });

  it('does not count traffic between Regions as traffic between zones', () => {
    const far = aPod('orders/standby-0', { zoneId: 'usw2-az1' });
    const [edge] = aggregateFlows([aFlow(ui1, far, { bytes: 9, category: 'INTER_REGION' })], everything).edges;
    expect(edge?.crossZoneBytes).toBe(0);
  });

  it('does not treat unreported bytes as zero', () => {
    const [edge] = aggregateFlows([aFlow(ui1, carts, { retransmissions: 12 })], everything).edges;
    expect(edge?.bytes).toBeUndefined();
    expect(edge?.ratedLosses).toBe(0);
  });

  it('weighs round-trip times by bytes', () => {
    const flows = [
      aFlow(ui1, carts, { bytes: 300, roundTripTimeMicroseconds: 100 }),
      aFlow(ui2, carts, { bytes: 100, roundTripTimeMicroseconds: 500 }),
    ];
    expect(aggregateFlows(flows, everything).edges[0]?.roundTripTimeMicroseconds).toBe(200);
  });

  it('keeps the largest edges and all with losses, and counts omitted ones', () => {
    const graph = aggregateFlows(
      [
        aFlow(ui1, carts, { bytes: 1000 }),
        aFlow(carts, s3, { bytes: 10 }),
        aFlow(ui1, s3, { bytes: 1, retransmissions: 19 }),
      ],
      { level: 'workload', maxEdges: 1 }
    );
    expect(graph.edges.map(({ bytes }) => bytes ?? NaN).sort()).toEqual([1, 1000]);
    expect(graph.omitted).toEqual({ edges: 1, flows: 1, bytes: 10 });
    expect(graph.totalBytes).toBe(1011);
  });

  it('keeps every byte at every level', () => {
    const end = fc.constantFrom(ui1, ui2, carts, s3, { ip: '10.0.9.9' }, { ip: '10.0.9.8', instanceId: 'i-1' });
    const flow = fc
      .tuple(end, end, fc.nat(1e9), fc.nat(3))
      .map(([from, to, bytes, retransmissions]) => aFlow(from, to, { bytes, retransmissions }));
    fc.assert(
      fc.property(fc.array(flow), fc.constantFrom(...GRAPH_LEVELS), fc.nat(4), (flows, level, maxEdges) => {
        const graph = aggregateFlows(flows, { level, maxEdges });
        const drawn = graph.edges.reduce((sum, edge) => sum + (edge.bytes ?? 0), 0);
        expect(drawn + graph.omitted.bytes).toBe(flows.reduce((sum, f) => sum + (bytesOf(f) ?? 0), 0));
        const ids = new Set(graph.nodes.map(({ id }) => id));
        expect(graph.edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
      })
    );
  });
});
