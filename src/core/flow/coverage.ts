import { type TimeWindow } from '../time';

/** The traffic in the responses of the flow API, which its row limit truncates, and all traffic. */
export interface Coverage {
  /** Payload bytes in all responses. If both ends report a connection, the bytes of both count. */
  answeredBytes: number;
  /** Payload bytes of all flows of the same monitors, counted in the same way. */
  totalBytes: number;
}

/** Values per minute and exact values can differ by this fraction of the total. */
const TOLERANCE = 0.05;

/**
 * The share of all bytes that is in the responses, from 0 to 1. Undefined if the responses have more than all bytes, which
 * means that the two do not count the same flows.
 */
export function coveredShare({ answeredBytes, totalBytes }: Coverage): number | undefined {
  const share = answeredBytes / totalBytes;
  return totalBytes > 0 && share <= 1 + TOLERANCE ? Math.min(share, 1) : undefined;
}

/** A share in words: "about 94 %". It is rounded down, so that 99.6 % does not read as all. */
export function shareText(share: number): string {
  const percent = Math.floor(share * 100);
  return percent === 0 ? 'less than 1 %' : `about ${percent} %`;
}

/** Sums of a metric in periods of equal length, by the start of each period. */
export interface PeriodSums {
  startsMs: readonly number[];
  values: readonly number[];
  periodMs: number;
}

/** The fraction of a window that its periods must cover, so that the rest can be extrapolated. */
const MIN_REACH = 0.8;

/**
 * The sum in a window, from sums by period. A period that is partly in the window counts proportionally. The newest
 * periods can be missing, because CloudWatch is minutes behind the flow API: they are extrapolated. Undefined if more
 * than a fifth of the window is missing.
 */
export function sumInWindow(
  { startsMs, values, periodMs }: PeriodSums,
  { startMs, endMs }: TimeWindow
): number | undefined {
  const partIn = (fromMs: number) =>
    Math.max(0, Math.min(fromMs + periodMs, endMs) - Math.max(fromMs, startMs)) / periodMs;
  const sum = startsMs.reduce((total, fromMs, index) => total + partIn(fromMs) * (values[index] ?? 0), 0);
  const reachedMs = Math.min(endMs, Math.max(startMs, ...startsMs.map((fromMs) => fromMs + periodMs)));
  const reach = (reachedMs - startMs) / (endMs - startMs);
  return reach >= MIN_REACH ? sum / reach : undefined;
}
