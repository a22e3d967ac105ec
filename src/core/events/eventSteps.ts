import { type TimeWindow } from '../time';
import { RECENT_SECONDS } from '../prometheus/kubernetes/rollouts';
import { type EventKind } from './event';

/** A step holds two scrapes of an agent at the usual interval, so that none is without a sample for nothing. */
const MIN_STEP_SECONDS = 60;
/** An event is told to a five-hundredth of the range: two pixels or three of a wide chart. */
const MAX_STEPS = 500;

/** How long the steps are in which a window is searched for events, in whole minutes. */
export function eventStepSeconds({ startMs, endMs }: TimeWindow): number {
  const leastSeconds = (endMs - startMs) / 1_000 / MAX_STEPS;
  return Math.max(Math.ceil(leastSeconds / MIN_STEP_SECONDS), 1) * MIN_STEP_SECONDS;
}

/**
 * When to ask for points that cover all of a window: the last step can end after it. Only what was before shows
 * that a ReplicaSet was new and not scaled.
 */
export function windowToQuery(kind: EventKind, { startMs, endMs }: TimeWindow, stepSeconds: number): TimeWindow {
  const beforeSeconds = kind === 'rollouts' ? RECENT_SECONDS : 0;
  return { startMs: startMs - beforeSeconds * 1_000, endMs: endMs + stepSeconds * 1_000 };
}

/** The part of an event's time that is in the window; undefined where none is. */
export function within<T extends { startMs: number; endMs?: number }>(event: T, window: TimeWindow): T | undefined {
  const startMs = Math.max(event.startMs, window.startMs);
  if (event.endMs === undefined) {
    return event.startMs >= window.startMs && event.startMs <= window.endMs ? event : undefined;
  }
  const endMs = Math.min(event.endMs, window.endMs);
  return startMs < endMs ? { ...event, startMs, endMs } : undefined;
}
