import { type TimeWindow } from '../time';
import { hoursOmitted } from './messages';

/** The longest window that the API accepts: "Time range can not exceed 1 hour". */
export const MAX_WINDOW_MS = 3_600_000;

const MINUTE_MS = 60_000;
/** Grid for the bounds of a short range, so that panels that load at about the same time send the same queries. */
const FINE_GRID_MS = MINUTE_MS;
/** Grid for the bounds of a long range, so that a refresh every minute does not query the newest part each time. */
const COARSE_GRID_MS = 5 * MINUTE_MS;
/** The shortest window that certainly contains some of the agents' reports, which come every 30 s. */
const MIN_WINDOW_MS = 5 * MINUTE_MS;

/** The windows to query for a time range. */
export interface WindowPlan {
  /** The whole window that is shown. */
  window: TimeWindow;
  /** The windows to query, newest first, each at most one hour long. */
  parts: readonly TimeWindow[];
  /** A notice about the part of the range that is not shown; absent if all of it is. */
  notice?: string;
}

export interface PlanOptions {
  nowMs: number;
  /** The delay of the data in the API. */
  ingestionLagMs: number;
  /** The maximum number of parts: each needs a query for every metric of every category. */
  maxParts: number;
}

/**
 * The windows to query at the flow API for a time range.
 *
 * Reports reach the API with a delay, so a range that ends now is moved back by it. A range of up to one hour is one
 * window. A longer one is split at whole hours, so that all parts but the newest stay the same from one refresh to the
 * next.
 */
export function planWindow(range: TimeWindow, options: PlanOptions): WindowPlan {
  const { nowMs, ingestionLagMs } = options;
  // "Today" ends tonight: only the part that has passed has data.
  const passedMs = Math.min(range.endMs, nowMs);
  const durationMs = Math.max(passedMs - range.startMs, 0);
  const latestMs = Math.min(passedMs, nowMs - ingestionLagMs);
  return durationMs <= MAX_WINDOW_MS + FINE_GRID_MS
    ? planSingle(durationMs, latestMs)
    : planSeveral(durationMs, latestMs, options);
}

function planSingle(durationMs: number, latestMs: number): WindowPlan {
  const endMs = floorTo(latestMs, FINE_GRID_MS);
  const roundedMs = Math.round(durationMs / FINE_GRID_MS) * FINE_GRID_MS;
  const lengthMs = Math.min(Math.max(roundedMs, MIN_WINDOW_MS), MAX_WINDOW_MS);
  const window = { startMs: endMs - lengthMs, endMs };
  return { window, parts: [window] };
}

function planSeveral(durationMs: number, latestMs: number, { maxParts }: PlanOptions): WindowPlan {
  const endMs = floorTo(latestMs, COARSE_GRID_MS);
  const startMs = floorTo(endMs - durationMs, COARSE_GRID_MS);
  const all = hoursOf({ startMs, endMs });
  const parts = all.slice(0, maxParts);
  const oldest = parts.at(-1)?.startMs ?? endMs;
  const window = { startMs: oldest, endMs };
  if (parts.length === all.length) {
    return { window, parts };
  }
  return { window, parts, notice: hoursOmitted(parts.length, all.length) };
}

/** The whole hours of a window, newest first. */
function hoursOf({ startMs, endMs }: TimeWindow): TimeWindow[] {
  const parts: TimeWindow[] = [];
  for (let end = endMs; end > startMs;) {
    const start = Math.max(floorTo(end - 1, MAX_WINDOW_MS), startMs);
    parts.push({ startMs: start, endMs: end });
    end = start;
  }
  return parts;
}

function floorTo(timeMs: number, gridMs: number): number {
  return Math.floor(timeMs / gridMs) * gridMs;
}
