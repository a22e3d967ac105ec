import fc from 'fast-check';
import { contributorsOf } from './contributors';
import { joinSeries, onGrid } from './timeSeries';

const zone1 = { zoneId: 'use1-az1', subnetId: 'subnet-1', remote: 'us-east-1b' };
const zone2 = { zoneId: 'use1-az2', subnetId: 'subnet-2', remote: 'us-east-1a' };
const MINUTE = 60_000;

describe('contributorsOf', () => {
  it('combines several metrics and windows of the same ends into one row, and keeps missing values missing', () => {
    const answers = [
      { metric: 'DATA_TRANSFERRED' as const, category: 'INTER_AZ', rows: [{ ...zone1, value: 10 }] },
      { metric: 'TIMEOUTS' as const, category: 'INTER_AZ', rows: [{ ...zone2, value: 0 }] },
      {
        metric: 'DATA_TRANSFERRED' as const,
        category: 'INTER_AZ',
        rows: [
          { ...zone2, value: 30 },
          { ...zone1, value: 5 },
        ],
      },
      { metric: 'DATA_TRANSFERRED' as const, category: 'INTRA_AZ', rows: [{ ...zone1, value: 1 }] },
    ];
    expect(contributorsOf(answers, ['DATA_TRANSFERRED', 'TIMEOUTS'])).toEqual([
      { ...zone2, category: 'INTER_AZ', values: { DATA_TRANSFERRED: 30, TIMEOUTS: 0 } },
      { ...zone1, category: 'INTER_AZ', values: { DATA_TRANSFERRED: 15 } },
      { ...zone1, category: 'INTRA_AZ', values: { DATA_TRANSFERRED: 1 } },
    ]);
  });

  it('ranks by the first queried metric', () => {
    const rows = (first: number, second: number) => [
      { ...zone1, value: first },
      { ...zone2, value: second },
    ];
    const answers = [
      { metric: 'TIMEOUTS' as const, category: 'INTER_AZ', rows: rows(1, 1) },
      { metric: 'RETRANSMISSIONS' as const, category: 'INTER_AZ', rows: rows(2, 9) },
    ];
    const zones = contributorsOf(answers, ['TIMEOUTS', 'RETRANSMISSIONS']).map(({ zoneId }) => zoneId);
    expect(zones).toEqual(['use1-az2', 'use1-az1']);
  });
});

describe('joinSeries', () => {
  it('joins the parts of a series in time order, and sums the parts of an interval', () => {
    const pieces = [
      { label: 'use1-az1', timesMs: [600, 900], values: [3, 4] },
      { label: 'use1-az2', timesMs: [900], values: [100] },
      { label: 'use1-az1', timesMs: [0, 300, 600], values: [1, 2, 10] },
    ];
    expect(joinSeries(pieces)).toEqual([
      { label: 'use1-az2', timesMs: [900], values: [100] },
      { label: 'use1-az1', timesMs: [0, 300, 600, 900], values: [1, 2, 13, 4] },
    ]);
  });
});

describe('onGrid', () => {
  it('keeps adjacent windows adjacent, with complete intervals, and within an hour', () => {
    const length = fc.integer({ min: 5 * MINUTE, max: 60 * MINUTE });
    fc.assert(
      fc.property(fc.nat(1e12), length, length, (startMs, firstMs, secondMs) => {
        const first = onGrid({ startMs, endMs: startMs + firstMs });
        const second = onGrid({ startMs: startMs + firstMs, endMs: startMs + firstMs + secondMs });
        expect(second.startMs).toBe(first.endMs);
        for (const window of [first, second]) {
          const lengthMs = window.endMs - window.startMs;
          expect(lengthMs % (5 * MINUTE)).toBe(0);
          expect(lengthMs).toBeGreaterThan(0);
          expect(lengthMs).toBeLessThanOrEqual(60 * MINUTE);
        }
      })
    );
  });

  it('extends a shorter window to one interval', () => {
    expect(onGrid({ startMs: 7 * MINUTE, endMs: 8 * MINUTE })).toEqual({ startMs: 5 * MINUTE, endMs: 10 * MINUTE });
  });
});
