/**
 * Datapoints of periods, computed from those of minutes (CloudWatch user guide, statistics and retention of metrics).
 */
import { DAY_MS, floorTo, HOUR_MS, MINUTE_MS } from '../world/time';

/** A datapoint. */
export interface Point {
  /** The start of its period. */
  timeMs: number;
  value: number;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const STATISTICS: Record<string, (values: readonly number[]) => number> = {
  Sum: sum,
  Average: (values) => sum(values) / values.length,
  Maximum: (values) => values.reduce((a, b) => Math.max(a, b)),
  Minimum: (values) => values.reduce((a, b) => Math.min(a, b)),
  SampleCount: ({ length }) => length,
};

/** Whether a statistic is simulated. */
export function isStatistic(name: string): boolean {
  return name in STATISTICS;
}

/** Aggregates minutes into periods that are aligned to the Unix epoch. Periods without a minute have no datapoint. */
export function pointsOfPeriods(minutes: readonly Point[], periodMs: number, statistic: string): Point[] {
  const periods = new Map<number, number[]>();
  for (const { timeMs, value } of minutes) {
    const startMs = floorTo(timeMs, periodMs);
    const values = periods.get(startMs);
    if (values) {
      values.push(value);
    } else {
      periods.set(startMs, [value]);
    }
  }
  const calculate = STATISTICS[statistic] ?? sum;
  return Array.from(periods, ([timeMs, values]) => ({ timeMs, value: calculate(values) }));
}

/** How long datapoints are kept, by the shortest period to which it applies. */
const RETENTION = [
  { periodMs: HOUR_MS, keptMs: 455 * DAY_MS },
  { periodMs: 5 * MINUTE_MS, keptMs: 63 * DAY_MS },
  { periodMs: MINUTE_MS, keptMs: 15 * DAY_MS },
];

/** How long CloudWatch keeps datapoints of a period, in ms. */
export function keptMs(periodMs: number): number {
  return RETENTION.find((kept) => periodMs >= kept.periodMs)?.keptMs ?? 0;
}
