import { aFlow, aPod } from '../../testing/flows';
import { type Flow } from '../flow/flow';
import { aggregateFlows } from '../graph/aggregate';
import { flowMeasures } from '../graph/measure';
import { costUsd, LIST_PRICES, pricesFrom, chargesOf } from './charges';
import { measureLabels } from '../graph/messages';

const inZone = (zoneId: string) => aPod('shop/ui-0', { zoneId });
const GB = 1e9;
const HOUR_MS = 3_600_000;

describe('chargesOf', () => {
  it.each([
    ['nothing in a zone', 'INTRA_AZ', [], []],
    ['another Region', 'INTER_REGION', [], ['acrossRegions']],
    ['a NAT gateway', 'INTERNET', [{ type: 'AWS::EC2::NatGateway' }], ['natGateway']],
    [
      'a transit gateway to another Region',
      'INTER_REGION',
      [{ type: 'TransitGateway' }],
      ['acrossRegions', 'transitGateway'],
    ],
    ['no toll for an internet gateway', 'INTERNET', [{ type: 'AWS::EC2::InternetGateway' }, {}], []],
  ])('returns the charges of %s', (_, category, path, charges) => {
    expect(chargesOf({ category, path })).toEqual(charges);
  });
});

describe('the cost of an edge', () => {
  const cost = (flows: Flow[], windowMs?: number) => {
    const [edge] = aggregateFlows(flows, { level: 'workload', maxEdges: 10 }).edges;
    const measure = flowMeasures({ prices: LIST_PRICES, windowMs }).find(({ id }) => id === 'cost');
    return { label: measure?.label, value: edge && measure?.of(edge) };
  };

  it('is 2 cents for a cross-zone GB, for any number of flows and reports', () => {
    const flow = aFlow(inZone('use1-az1'), aPod('shop/db-0', { zoneId: 'use1-az2' }), { bytes: GB / 2 });
    const twice = { ...flow, metrics: { ...flow.metrics, bytes: { byClient: GB / 2, byServer: GB / 2 } } };
    expect(cost([flow, twice]).value).toBeCloseTo(0.02, 12);
  });

  it('is 0 in the same zone, and unknown if the bytes are', () => {
    const within = aFlow(inZone('use1-az1'), aPod('shop/db-0', { zoneId: 'use1-az1' }), { bytes: GB });
    expect(cost([within]).value).toBe(0);
    const withoutBytes = aFlow(inZone('use1-az1'), aPod('shop/db-0', { zoneId: 'use1-az2' }), { timeouts: 3 });
    expect(cost([withoutBytes]).value).toBeUndefined();
  });

  it('includes the charges of gateways on the path', () => {
    const internet = { external: { kind: 'internet' as const, name: 'ACME (AS64500)' } };
    const flow = aFlow(inZone('use1-az1'), internet, { bytes: 2 * GB, category: 'INTERNET' });
    const value = cost([{ ...flow, path: [{ type: 'AWS::EC2::NatGateway', id: 'nat-1' }] }]).value;
    expect(value).toBeCloseTo(0.09, 12);
  });

  it('is for 30 days if the window is known', () => {
    const flow = aFlow(inZone('use1-az1'), aPod('shop/db-0', { zoneId: 'use1-az2' }), { bytes: GB });
    expect(cost([flow], HOUR_MS)).toEqual({
      label: measureLabels.monthlyCost,
      value: expect.closeTo(14.4, 9),
    });
    expect(cost([flow]).label).toBe(measureLabels.cost);
  });
});

describe('pricesFrom', () => {
  it('uses valid prices, and list prices for the rest', () => {
    expect(pricesFrom({ acrossZones: 0, natGateway: -1, transitGateway: 'free', acrossRegions: 0.09 })).toEqual({
      ...LIST_PRICES,
      acrossZones: 0,
      acrossRegions: 0.09,
    });
    expect(pricesFrom(undefined)).toEqual(LIST_PRICES);
  });

  it('changes the cost', () => {
    const billed = { crossZoneBytes: 3 * GB, chargedBytes: { natGateway: GB } };
    expect(costUsd(billed, pricesFrom({ acrossZones: 0, natGateway: 1 }))).toBe(1);
  });
});
