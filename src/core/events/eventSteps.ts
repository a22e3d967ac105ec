import { type TimeWindow } from '../time';
import { RECENT_SECONDS } from '../prometheus/kubernetes/rollouts';
import { type EventKind } from './event';

/** A step contains two scrapes of an agent at the usual interval, so that a late scrape leaves no step without a sample. */
const MIN_STEP_SECONDS = 60;
/** The times of events are accurate to 1/500 of the range, which is two or three pixels of a wide chart. */
const MAX_STEPS = 500;

/** The length of the steps in which a window is searched for events, in seconds: whole minutes. */
export function eventStepSeconds({ startMs, endMs }: TimeWindow): number {
  const leastSeconds = (endMs - startMs) / 1_000 / MAX_STEPS;
  return Math.max(Math.ceil(leastSeconds / MIN_STEP_SECONDS), 1) * MIN_STEP_SECONDS;
}

/**
 * The time range to query so that points cover a whole window: the last step can end after it. For rollouts, it starts
 * earlier, because only the time before the window shows whether a ReplicaSet was new or scaled.
 */
export function windowToQuery(kind: EventKind, { startMs, endMs }: TimeWindow, stepSeconds: number): TimeWindow {
  const beforeSeconds = kind === 'rollouts' ? RECENT_SECONDS : 0;
  return { startMs: startMs - beforeSeconds * 1_000, endMs: endMs + stepSeconds * 1_000 };
}

/** The part of an event that is in the window; undefined if it is outside. */
export function within<T extends { startMs: number; endMs?: number }>(event: T, window: TimeWindow): T | undefined {
  const startMs = Math.max(event.startMs, window.startMs);
  if (event.endMs === undefined) {
    return event.startMs >= window.startMs && event.startMs <= window.endMs ? event : undefined;
  }
  const endMs = Math.min(event.endMs, window.endMs);
  return startMs < endMs ? { ...event, startMs, endMs } : undefined;
}
