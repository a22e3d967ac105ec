import { type TimeWindow } from '../time';

/** The API refuses longer windows: "Time range can not exceed 1 hour". */
export const MAX_WINDOW_MS = 3_600_000;

const MINUTE_MS = 60_000;
/** Bounds of a short range: panels that load at about the same time ask for the same. */
const FINE_GRID_MS = MINUTE_MS;
/** Bounds of a long range: a refresh every minute need not ask for the newest part anew each time. */
const COARSE_GRID_MS = 5 * MINUTE_MS;
/** The shortest window that holds some of the agents' 30-second reports for sure. */
const MIN_WINDOW_MS = 5 * MINUTE_MS;

export interface WindowPlan {
  /** What is shown, as a whole. */
  window: TimeWindow;
  /** The parts to ask for, newest first, each at most an hour long. */
  parts: readonly TimeWindow[];
  /** What of the asked range is not shown; absent where all of it is. */
  notice?: string;
}

export interface PlanOptions {
  nowMs: number;
  /** How far the API is behind now. */
  ingestionLagMs: number;
  /** At most so many parts: each costs a query for every metric of every category. */
  mostParts: number;
}

/**
 * The windows to ask the flow API for, to show a time range.
 *
 * The API takes in reports with a delay, so a range that ends now is moved back by it. A range of up
 * to an hour is one window. A longer one is cut at whole hours, so that all but its newest part stay
 * the same from one refresh to the next.
 */
export function planWindow(range: TimeWindow, options: PlanOptions): WindowPlan {
  const { nowMs, ingestionLagMs } = options;
  // "Today" ends tonight: only what has passed of it can be asked for.
  const passedMs = Math.min(range.endMs, nowMs);
  const durationMs = Math.max(passedMs - range.startMs, 0);
  const latestMs = Math.min(passedMs, nowMs - ingestionLagMs);
  return durationMs <= MAX_WINDOW_MS + FINE_GRID_MS
    ? planOne(durationMs, latestMs)
    : planMany(durationMs, latestMs, options);
}

function planOne(durationMs: number, latestMs: number): WindowPlan {
  const endMs = floorTo(latestMs, FINE_GRID_MS);
  const roundedMs = Math.round(durationMs / FINE_GRID_MS) * FINE_GRID_MS;
  const lengthMs = Math.min(Math.max(roundedMs, MIN_WINDOW_MS), MAX_WINDOW_MS);
  const window = { startMs: endMs - lengthMs, endMs };
  return { window, parts: [window] };
}

function planMany(durationMs: number, latestMs: number, { mostParts }: PlanOptions): WindowPlan {
  const endMs = floorTo(latestMs, COARSE_GRID_MS);
  const startMs = floorTo(endMs - durationMs, COARSE_GRID_MS);
  const all = hoursOf({ startMs, endMs });
  const parts = all.slice(0, mostParts);
  const oldest = parts.at(-1)?.startMs ?? endMs;
  const window = { startMs: oldest, endMs };
  if (parts.length === all.length) {
    return { window, parts };
  }
  const notice =
    `Only the newest ${parts.length} of ${all.length} hours of the range are shown: the flow API answers one hour per ` +
    'query, and all of them would take more queries than this data source may send for one picture. ' +
    'Choose a shorter range, fewer metrics or categories, or the agents’ series as the source.';
  return { window, parts, notice };
}

/** Newest first. */
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
