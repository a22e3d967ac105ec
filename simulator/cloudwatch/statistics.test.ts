import { DAY_MS, HOUR_MS, MINUTE_MS } from '../world/time';
import { keptMs, pointsOfPeriods } from './statistics';

const minutes = [0, 1, 2, 5, 6].map((minute) => ({ timeMs: minute * MINUTE_MS, value: minute }));

describe('datapoints of periods', () => {
  it.each([
    ['Sum', [3, 11]],
    ['Average', [1, 5.5]],
    ['Maximum', [2, 6]],
    ['Minimum', [0, 5]],
    ['SampleCount', [3, 2]],
  ])('are the %s of their minutes, at the start of their period', (statistic, values) => {
    const points = pointsOfPeriods(minutes, 5 * MINUTE_MS, statistic);
    expect(points).toEqual(values.map((value, index) => ({ timeMs: index * 5 * MINUTE_MS, value })));
  });

  it('are kept longer for longer periods', () => {
    const periods = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, DAY_MS];
    expect(periods.map((periodMs) => keptMs(periodMs) / DAY_MS)).toEqual([15, 15, 63, 63, 455, 455]);
  });
});
