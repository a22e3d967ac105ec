/** The world's time grids, all aligned to the Unix epoch. */

/** From `startMs`, inclusive, to `endMs`, exclusive; Infinity where there is no end. */
export interface TimeSpan {
  startMs: number;
  endMs: number;
}

/** Whether a time is within the span. */
export function includes({ startMs, endMs }: TimeSpan, timeMs: number): boolean {
  return startMs <= timeMs && timeMs < endMs;
}

/** Traffic is computed per tick and distributed evenly within it. */
export const TICK_MS = 10_000;

/** The agent reports its flows every 30 s (aws/network-flow-monitor-agent, entrypoint.sh). */
export const REPORT_PERIOD_MS = 30_000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The last multiple of `gridMs` at or before a time. */
export function floorTo(timeMs: number, gridMs: number): number {
  return Math.floor(timeMs / gridMs) * gridMs;
}

/** The first multiple of `gridMs` at or after a time. */
export function ceilTo(timeMs: number, gridMs: number): number {
  return Math.ceil(timeMs / gridMs) * gridMs;
}

const BUSIEST_HOUR_UTC = 15;

/** The load over the day, from -1 at night to 1 at the busiest hour. */
export function dayWave(timeMs: number): number {
  return Math.cos((2 * Math.PI * (timeMs - BUSIEST_HOUR_UTC * HOUR_MS)) / DAY_MS);
}
