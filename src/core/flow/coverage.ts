import { type TimeWindow } from '../time';

/** How much of what all flows moved is in the answers of the flow API, where its limit of rows cuts them. */
export interface Coverage {
  /** Payload bytes of all answers: of a connection with two reporting ends, those of both. */
  answeredBytes: number;
  /** Payload bytes of all flows of the same monitors, counted in the same way. */
  totalBytes: number;
}

/** What is counted by the minute and what is counted exactly can differ by so much of the total. */
const TOLERANCE = 0.05;

/** From 0 to 1. Undefined where the answers hold more than all flows moved: then the two do not count the same. */
export function coveredShare({ answeredBytes, totalBytes }: Coverage): number | undefined {
  const share = answeredBytes / totalBytes;
  return totalBytes > 0 && share <= 1 + TOLERANCE ? Math.min(share, 1) : undefined;
}

/** "about 94 %". Whole percents, rounded down, so that 99.6 % does not read as all. */
export function shareText(share: number): string {
  const percent = Math.floor(share * 100);
  return percent === 0 ? 'less than 1 %' : `about ${percent} %`;
}

/** Sums of a metric in periods of equal length. */
export interface PeriodSums {
  startsMs: readonly number[];
  values: readonly number[];
  periodMs: number;
}

/** The part of a window that its periods must reach, so that the rest can be taken to be like it. */
const MIN_REACH = 0.8;

/**
 * The sum of a window, from sums by period. Periods that are partly in the window count by that part. The newest periods
 * can be missing, because CloudWatch is minutes behind the flow API: they count like the others. Undefined where more than
 * a fifth is missing.
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
