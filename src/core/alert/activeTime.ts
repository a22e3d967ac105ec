import { type TimeWindow } from '../time';

/** A time in which an alert was active, which is from the first evaluation with a problem until the last one. */
export interface ActiveTime extends TimeWindow {
  /** Whether it fired. Otherwise it was pending all the time, and no one was notified. */
  hasFired: boolean;
}

const MINUTE_MS = 60_000;

/**
 * An alert that pauses for less than this is still the same: a value can be at the limit, and Prometheus evaluates nothing while
 * it restarts.
 */
const MOST_PAUSE_MS = 5 * MINUTE_MS;

/**
 * The time that a link to an alert most likely means: the newest one in which it fired, or else in which it was pending. Undefined
 * if there is none.
 *
 * @param times in any order, from any sources: they can overlap.
 */
export function newestActive(times: readonly ActiveTime[]): ActiveTime | undefined {
  const joined = joinedTimes(times);
  return joined.filter(({ hasFired }) => hasFired).at(-1) ?? joined.at(-1);
}

/** The times without overlaps and short pauses, in their order. */
function joinedTimes(times: readonly ActiveTime[]): ActiveTime[] {
  const joined: ActiveTime[] = [];
  for (const time of [...times].sort((a, b) => a.startMs - b.startMs)) {
    const last = joined.at(-1);
    if (last && time.startMs - last.endMs < MOST_PAUSE_MS) {
      last.endMs = Math.max(last.endMs, time.endMs);
      last.hasFired ||= time.hasFired;
    } else {
      joined.push({ ...time });
    }
  }
  return joined;
}

/**
 * Rules find a problem after it began: most sum a window of five or ten minutes, and one event is enough to fire. A problem that
 * becomes worse slowly can be older, and the diagnosis compares with the time before.
 */
const BEFORE_MS = 10 * MINUTE_MS;
/** More time shows more of what the problem caused, and hides how it began. */
const AFTER_MS = 10 * MINUTE_MS;
/** A diagnosis finds almost all causes after this time (docs/diagnosis.md). */
const LEAST_MS = 2 * MINUTE_MS;

/**
 * The window to diagnose: from ten minutes before the alert became active until ten minutes after that, or until it ended. The
 * cause of a problem shows at its beginning, so an alert that lasts for hours has the same window. An alert that ended within
 * two minutes, or that is that new, has as much of these two minutes as are in the past.
 *
 * The alert became active when its condition was first true, and not when it fired: rules wait for up to an hour. The window
 * before this one, with which the diagnosis compares, therefore ends ten minutes before the condition was first true.
 */
export function windowAround({ startMs, endMs }: TimeWindow, nowMs: number): TimeWindow {
  const untilMs = Math.max(startMs + LEAST_MS, Math.min(endMs, startMs + AFTER_MS));
  return { startMs: startMs - BEFORE_MS, endMs: Math.min(untilMs, nowMs) };
}
