/** A window of time in milliseconds since the epoch, start inclusive, end exclusive. */
export interface TimeWindow {
  startMs: number;
  endMs: number;
}

/** The part of a range that is in the past. "Today" ends tonight, and Prometheus has no samples of the future. */
export function pastOf({ startMs, endMs }: TimeWindow, nowMs: number): TimeWindow {
  return { startMs: Math.min(startMs, nowMs), endMs: Math.min(endMs, nowMs) };
}

/** The window of the same length that is earlier by `earlierMs` milliseconds. */
export function shifted({ startMs, endMs }: TimeWindow, earlierMs: number): TimeWindow {
  return { startMs: startMs - earlierMs, endMs: endMs - earlierMs };
}
