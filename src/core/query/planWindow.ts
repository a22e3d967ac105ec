import { type TimeWindow } from '../flow/flow';

/** The API refuses longer windows: "Time range can not exceed 1 hour". */
export const MAX_WINDOW_MS = 3_600_000;

const GRID_MS = 60_000;
/** The shortest window that holds some of the agents' 30-second reports for sure. */
const MIN_WINDOW_MS = 5 * 60_000;

export interface WindowPlan {
  window: TimeWindow;
  /** What of the asked range is not shown; absent where all of it is. */
  notice?: string;
}

/**
 * The window to ask the flow API for, to show a time range.
 *
 * The API takes in reports with a delay, so a range that ends now is moved back by it. Bounds are
 * snapped to whole minutes. Of a range longer than an hour the newest hour is shown, and said.
 */
export function planWindow(range: TimeWindow, nowMs: number, ingestionLagMs: number): WindowPlan {
  const latestMs = nowMs - ingestionLagMs;
  const endMs = floorToGrid(Math.min(range.endMs, latestMs));
  const askedMs = range.endMs - range.startMs;
  const lengthMs = Math.min(Math.max(roundToGrid(askedMs), MIN_WINDOW_MS), MAX_WINDOW_MS);
  const window = { startMs: endMs - lengthMs, endMs };
  if (askedMs <= MAX_WINDOW_MS + GRID_MS) {
    return { window };
  }
  const notice =
    'The flow API answers at most one hour per query: the newest hour of the range is shown. ' +
    'Choose a range of one hour or less to see all of it.';
  return { window, notice };
}

function floorToGrid(timeMs: number): number {
  return Math.floor(timeMs / GRID_MS) * GRID_MS;
}

function roundToGrid(durationMs: number): number {
  return Math.round(durationMs / GRID_MS) * GRID_MS;
}
