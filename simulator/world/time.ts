/** The grids that the world's time lies on, all of them aligned to the Unix epoch. */

/** From `startMs`, inclusive, to `endMs`, exclusive; Infinity where there is no end. */
export interface TimeSpan {
  startMs: number;
  endMs: number;
}

/** Whether a time is within the span. */
export function includes({ startMs, endMs }: TimeSpan, timeMs: number): boolean {
  return startMs <= timeMs && timeMs < endMs;
}

/** Traffic is decided per tick; within a tick it flows evenly. */
export const TICK_MS = 10_000;

/** The agent reports its flows every 30 s (aws/network-flow-monitor-agent, entrypoint.sh). */
export const REPORT_PERIOD_MS = 30_000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function floorTo(timeMs: number, gridMs: number): number {
  return Math.floor(timeMs / gridMs) * gridMs;
}

export function ceilTo(timeMs: number, gridMs: number): number {
  return Math.ceil(timeMs / gridMs) * gridMs;
}

const BUSIEST_HOUR_UTC = 15;

/** The day's course, from -1 in the small hours to 1 at the busiest hour. */
export function dayWave(timeMs: number): number {
  return Math.cos((2 * Math.PI * (timeMs - BUSIEST_HOUR_UTC * HOUR_MS)) / DAY_MS);
}
