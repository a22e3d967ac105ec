import { type TimeWindow } from '../time';
import { compareText } from '../compareText';
import { type InsightSeries } from './insights';

/** The interval of the API's data points, as in the sample of the AWS CLI. */
const CELL_MS = 5 * 60_000;

/**
 * Parts of series from pages and windows, as one series per label in time order. If two parts have the same
 * interval, because two windows meet in the middle of it, their values are summed.
 *
 * The series with the highest sum comes first.
 */
export function joinSeries(pieces: readonly InsightSeries[]): InsightSeries[] {
  const byLabel = new Map<string, Map<number, number>>();
  for (const { label, timesMs, values } of pieces) {
    const points = byLabel.get(label) ?? new Map<number, number>();
    timesMs.forEach((timeMs, index) => points.set(timeMs, (points.get(timeMs) ?? 0) + (values[index] ?? 0)));
    byLabel.set(label, points);
  }
  return [...byLabel.entries()].map(([label, points]) => toSeries(label, points)).sort(bySumThenLabel);
}

/**
 * A window of at most an hour, moved back to the intervals of the data points, so that its first and last
 * point are complete. Adjacent windows stay adjacent, and no window becomes longer than an hour.
 */
export function onGrid({ startMs, endMs }: TimeWindow): TimeWindow {
  const start = floorToCell(startMs);
  return { startMs: start, endMs: Math.max(floorToCell(endMs), start + CELL_MS) };
}

function floorToCell(timeMs: number): number {
  return Math.floor(timeMs / CELL_MS) * CELL_MS;
}

function toSeries(label: string, points: ReadonlyMap<number, number>): InsightSeries {
  const inOrder = [...points.entries()].sort(([a], [b]) => a - b);
  return { label, timesMs: inOrder.map(([timeMs]) => timeMs), values: inOrder.map(([, value]) => value) };
}

function bySumThenLabel(a: InsightSeries, b: InsightSeries): number {
  return sum(b.values) - sum(a.values) || compareText(a.label, b.label);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
