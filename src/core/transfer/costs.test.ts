import fc from 'fast-check';
import { CHARGES, chargesOf, costUsd, LIST_PRICES, PRICE_LABELS, pricesFrom, windowsPerMonth } from './charges';

const bytes = fc.nat(1e12);
const charged = fc.record({ acrossRegions: bytes, natGateway: bytes, transitGateway: bytes }, { requiredKeys: [] });
const price = fc.double({ min: 0, max: 1, noNaN: true });
const prices = fc.record({ acrossZones: price, acrossRegions: price, natGateway: price, transitGateway: price });

describe('the cost of data transfer', () => {
  it('is the sum of what each part costs alone, and none of it is negative', () => {
    fc.assert(
      fc.property(bytes, charged, prices, (crossZoneBytes, chargedBytes, all) => {
        const parts = [
          costUsd({ crossZoneBytes }, all),
          ...CHARGES.map((charge) =>
            costUsd({ crossZoneBytes: 0, chargedBytes: { [charge]: chargedBytes[charge] ?? 0 } }, all)
          ),
        ];
        const whole = costUsd({ crossZoneBytes, chargedBytes }, all);
        expect(whole).toBeCloseTo(
          parts.reduce((sum, part) => sum + part, 0),
          6
        );
        expect(Math.min(whole, ...parts)).toBeGreaterThanOrEqual(0);
      })
    );
  });

  it('is the price for one GB', () => {
    for (const charge of CHARGES) {
      expect(costUsd({ crossZoneBytes: 0, chargedBytes: { [charge]: 1e9 } }, LIST_PRICES)).toBe(LIST_PRICES[charge]);
    }
    expect(costUsd({ crossZoneBytes: 1e9 }, LIST_PRICES)).toBe(LIST_PRICES.acrossZones);
  });

  it('is multiplied by the number of windows in a month', () => {
    expect(windowsPerMonth({ prices: LIST_PRICES, windowMs: 3_600_000 })).toBe(720);
    expect(windowsPerMonth({ prices: LIST_PRICES, windowMs: 0 })).toBeUndefined();
    expect(windowsPerMonth({ prices: LIST_PRICES })).toBeUndefined();
  });
});

describe('prices', () => {
  it('are those of the settings where these make sense, and list prices elsewhere', () => {
    const saved = fc.record(
      {
        acrossZones: fc.oneof(price, fc.constantFrom(-1, NaN, Infinity, '0.01', null)),
        natGateway: fc.oneof(price, fc.constantFrom(-0.5, '', {})),
        more: fc.constant(1),
      },
      { requiredKeys: [] }
    );
    const isPrice = (value: unknown) => typeof value === 'number' && value >= 0 && value < Infinity;
    fc.assert(
      fc.property(saved, (some) => {
        const found = pricesFrom(some);
        expect(Object.keys(found).sort()).toEqual(Object.keys(LIST_PRICES).sort());
        expect(found.acrossZones).toBe(isPrice(some.acrossZones) ? some.acrossZones : LIST_PRICES.acrossZones);
        expect(found.natGateway).toBe(isPrice(some.natGateway) ? some.natGateway : LIST_PRICES.natGateway);
        expect(found.transitGateway).toBe(LIST_PRICES.transitGateway);
      })
    );
    expect(pricesFrom(undefined)).toEqual(LIST_PRICES);
    expect(Object.keys(PRICE_LABELS).sort()).toEqual(Object.keys(LIST_PRICES).sort());
  });
});

describe('what is charged on the way of a flow', () => {
  it('is each kind of gateway once, and Regions by category', () => {
    const type = fc.constantFrom(
      'AWS::EC2::NatGateway',
      'NatGateway',
      'TransitGateway',
      'AWS::EC2::NetworkInterface',
      undefined
    );
    const path = fc.array(
      type.map((of) => (of === undefined ? {} : { type: of })),
      { maxLength: 4 }
    );
    fc.assert(
      fc.property(path, fc.constantFrom('INTER_REGION', 'INTERNET', 'INTER_AZ'), (some, category) => {
        const found = chargesOf({ category, path: some });
        const types = some.map((construct) => construct.type ?? '');
        const expected = [
          ...(category === 'INTER_REGION' ? ['acrossRegions'] : []),
          ...(types.some((of) => of.includes('NatGateway')) ? ['natGateway'] : []),
          ...(types.some((of) => of.includes('TransitGateway')) ? ['transitGateway'] : []),
        ];
        expect([...found].sort()).toEqual(expected.sort());
      })
    );
  });
});
