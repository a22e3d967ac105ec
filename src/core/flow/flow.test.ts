import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { categoryBetween } from './categoryBetween';
import {
  areInDifferentZones,
  bytesOf,
  crossesZones,
  type Flow,
  retransmissionsOf,
  roundTripTimeMicrosecondsOf,
} from './flow';
import { compareFlows } from './order';

const ui = aPod('shop/ui-84c96ffcc5-x2k4z');
const carts = aPod('shop/carts-975668fb8-bcd5f');
const withBytes = (byClient?: number, byServer?: number): Flow => {
  const flow = aFlow(ui, carts);
  flow.metrics.bytes = { ...(byClient !== undefined && { byClient }), ...(byServer !== undefined && { byServer }) };
  return flow;
};

describe('the bytes of a flow', () => {
  it.each([
    [100, 90, 100],
    [undefined, 90, 90],
    [100, undefined, 100],
    // A client that only reports losses has 0 bytes.
    [0, 90, 90],
    [0, undefined, 0],
    [0, 0, 0],
    [undefined, 0, 0],
    [undefined, undefined, undefined],
  ])('reported as %s by the client and %s by the server are %s', (byClient, byServer, expected) => {
    expect(bytesOf(withBytes(byClient, byServer))).toBe(expected);
  });

  it('are never more than an end reported, because both ends count the same ones', () => {
    const some = fc.option(fc.nat(1e9), { nil: undefined });
    fc.assert(
      fc.property(some, some, (byClient, byServer) => {
        const bytes = bytesOf(withBytes(byClient, byServer));
        expect(bytes ?? 0).toBeLessThanOrEqual(Math.max(byClient ?? 0, byServer ?? 0));
        expect(bytes === undefined).toBe(byClient === undefined && byServer === undefined);
      })
    );
  });
});

describe('what both ends report', () => {
  it('adds up for losses, which each end counts of its own segments, and is the client’s for times', () => {
    const flow = aFlow(ui, carts);
    flow.metrics.retransmissions = { byClient: 2, byServer: 3 };
    flow.metrics.roundTripTimeMicroseconds = { byClient: 700, byServer: 900 };
    expect(retransmissionsOf(flow)).toBe(5);
    expect(roundTripTimeMicrosecondsOf(flow)).toBe(700);
    flow.metrics.retransmissions = { byServer: 0 };
    flow.metrics.roundTripTimeMicroseconds = { byServer: 900 };
    expect(retransmissionsOf(flow)).toBe(0);
    expect(roundTripTimeMicrosecondsOf(flow)).toBe(900);
  });
});

describe('zones', () => {
  const zones = fc.record(
    { zoneId: fc.constantFrom('use1-az1', 'use1-az2'), zoneName: fc.constantFrom('us-east-1a', 'us-east-1b') },
    { requiredKeys: [] }
  );

  it('differ for both ends alike, and are unknown unless both ends have an id or both have a name', () => {
    fc.assert(
      fc.property(zones, zones, (a, b) => {
        const differ = areInDifferentZones(a, b);
        expect(areInDifferentZones(b, a)).toBe(differ);
        const isKnown = (a.zoneId && b.zoneId) || (a.zoneName && b.zoneName);
        expect(differ === undefined).toBe(!isKnown);
      })
    );
  });

  it('are crossed if the zones of the ends differ; the category decides only if these are unknown', () => {
    fc.assert(
      fc.property(zones, zones, fc.constantFrom('INTER_AZ', 'INTRA_AZ', 'INTERNET'), (a, b, category) => {
        const flow = aFlow({ ...ui, ...a }, { ...carts, ...b }, { category });
        expect(crossesZones(flow)).toBe(areInDifferentZones(a, b) ?? category === 'INTER_AZ');
        // Traffic between Regions has another price: it must not count twice.
        expect(crossesZones({ ...flow, category: 'INTER_REGION' })).toBe(false);
        expect(categoryBetween(flow)).toBe(
          { true: 'INTER_AZ', false: 'INTRA_AZ', undefined: 'UNCLASSIFIED' }[String(areInDifferentZones(a, b))]
        );
      })
    );
  });
});

describe('the order of flows', () => {
  const end = fc.constantFrom(ui, carts, { ip: '10.0.0.1' }, { ip: '10.0.0.2' });
  const flow = fc
    .tuple(end, end, fc.option(fc.nat(3), { nil: undefined }), fc.constantFrom(80, 443, 8080, undefined))
    .map(([client, server, bytes, port]) => aFlow(client, server, { bytes, port }));
  /** As joined reports are: no two flows have the same ends and port. */
  const flows = fc.uniqueArray(flow, {
    selector: ({ client, server, port }) => JSON.stringify([client, server, port]),
    maxLength: 12,
  });

  it('is by bytes, regardless of the original order', () => {
    fc.assert(
      fc.property(flows, (some) => {
        const sorted = [...some].sort(compareFlows);
        expect([...some].reverse().sort(compareFlows)).toEqual(sorted);
        const bytes = sorted.map((flow) => bytesOf(flow) ?? 0);
        expect(bytes).toEqual([...bytes].sort((a, b) => b - a));
      })
    );
  });

  it('is by the number of a port, not by its text', () => {
    const ports = [8080, 443, 80].map((port) => aFlow(ui, carts, { bytes: 1, port }));
    expect(ports.sort(compareFlows).map(({ port }) => port)).toEqual([80, 443, 8080]);
  });
});
