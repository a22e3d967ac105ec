import fc from 'fast-check';
import { aFlow, aPod } from '../../testing/flows';
import { bytesOf, retransmissionsOf } from './flow';
import { GROUP_FIELDS, groupFieldLabel, groupValue, isGroupField } from './groupField';
import { topTalkers } from './topTalkers';

const ui = aPod('shop/ui-84c96ffcc5-x2k4z', { zoneId: 'use1-az1' });
const otherUi = aPod('shop/ui-84c96ffcc5-b7k9d', { zoneId: 'use1-az2' });
const cart = aPod('shop/cart-68d8f6bdd6-qq2jx', { zoneId: 'use1-az1' });
const s3 = { ip: '52.216.1.1', external: { kind: 's3' as const, name: 'Amazon S3' } };

describe('topTalkers', () => {
  it('adds the values of the flows in a group, and weights round-trip times by bytes', () => {
    const flows = [
      aFlow(ui, cart, { bytes: 300, retransmissions: 2, roundTripTimeMicroseconds: 100, port: 80 }),
      aFlow(otherUi, cart, { bytes: 100, timeouts: 1, roundTripTimeMicroseconds: 500, port: 80 }),
      aFlow(ui, s3, { bytes: 900 }),
    ];
    expect(topTalkers(flows, ['clientWorkload', 'serverWorkload', 'serverExternal', 'port'])).toEqual([
      { group: ['ui', undefined, 'Amazon S3', undefined], bytes: 900, crossZoneBytes: 0, flowCount: 1 },
      {
        group: ['ui', 'cart', undefined, 80],
        bytes: 400,
        crossZoneBytes: 100,
        retransmissions: 2,
        timeouts: 1,
        roundTripTimeMicroseconds: 200,
        flowCount: 2,
      },
    ]);
  });

  it('distinguishes unknown values from zero, and puts these groups last', () => {
    const flows = [aFlow(ui, cart, { retransmissions: 7 }), aFlow(cart, ui, { bytes: 0 })];
    expect(topTalkers(flows, ['clientWorkload'])).toEqual([
      { group: ['cart'], bytes: 0, crossZoneBytes: 0, flowCount: 1 },
      { group: ['ui'], retransmissions: 7, flowCount: 1 },
    ]);
  });

  it('makes one group if there are no fields', () => {
    expect(topTalkers([aFlow(ui, cart, { bytes: 1 }), aFlow(cart, ui, { bytes: 2 })], [])).toEqual([
      { group: [], bytes: 3, crossZoneBytes: 0, flowCount: 2 },
    ]);
  });

  it('counts all flows for any fields and any order of the flows', () => {
    const ends = fc.constantFrom(ui, otherUi, cart, s3);
    const facts = fc.record(
      { bytes: fc.nat(1e6), retransmissions: fc.nat(9), port: fc.constantFrom(80, 443) },
      { requiredKeys: [] }
    );
    const flow = fc.tuple(ends, ends, facts).map(([client, server, more]) => aFlow(client, server, more));
    fc.assert(
      fc.property(fc.array(flow), fc.subarray([...GROUP_FIELDS]), (flows, fields) => {
        const talkers = topTalkers(flows, fields);
        const sum = (values: Array<number | undefined>) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
        expect(sum(talkers.map(({ bytes }) => bytes))).toBe(sum(flows.map(bytesOf)));
        expect(sum(talkers.map(({ retransmissions }) => retransmissions))).toBe(sum(flows.map(retransmissionsOf)));
        expect(sum(talkers.map(({ flowCount }) => flowCount))).toBe(flows.length);
        expect(topTalkers([...flows].reverse(), fields)).toEqual(talkers);
      })
    );
  });
});

describe('the fields to group by', () => {
  const flow = aFlow(ui, { ...s3, region: 'eu-west-1' }, { port: 443, category: 'AMAZON_S3' });

  it('include both ends, the port and the category', () => {
    const values = (['clientZone', 'serverExternal', 'serverRegion', 'serverPod', 'port', 'category'] as const).map(
      (field) => groupValue(flow, field)
    );
    expect(values).toEqual(['use1-az1', 'Amazon S3', 'eu-west-1', undefined, 443, 'Amazon S3']);
  });

  it('have different labels, and other values are not fields', () => {
    expect(new Set(GROUP_FIELDS.map(groupFieldLabel)).size).toBe(GROUP_FIELDS.length);
    expect(groupFieldLabel('serverVpc')).toBe('Server VPC');
    expect([isGroupField('clientWorkload'), isGroupField('clientworkload'), isGroupField(7)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
