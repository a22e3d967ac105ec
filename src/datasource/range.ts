import { type DataQueryRequest } from '@grafana/data';
import { type TimeWindow } from '../core/flow/flow';

export function rangeOf({ range }: Pick<DataQueryRequest, 'range'>): TimeWindow {
  return { startMs: range.from.valueOf(), endMs: range.to.valueOf() };
}

/** What of a range has passed: "today" ends tonight, and at that moment Prometheus knows of nothing. */
export function pastOf({ startMs, endMs }: TimeWindow, nowMs: number): TimeWindow {
  return { startMs: Math.min(startMs, nowMs), endMs: Math.min(endMs, nowMs) };
}

export function shifted({ startMs, endMs }: TimeWindow, earlierMs: number): TimeWindow {
  return { startMs: startMs - earlierMs, endMs: endMs - earlierMs };
}
