import { type MonoTypeOperatorFunction, type SchedulerLike, throttleTime } from 'rxjs';

/** Four updates per second are enough for a display. Each update takes time to merge and draw. */
const MIN_INTERVAL_MS = 250;

/** Limits the rate of results that replace each other. The first and the last result always pass. */
export function forDisplay<T>(scheduler: SchedulerLike): MonoTypeOperatorFunction<T> {
  return throttleTime(MIN_INTERVAL_MS, scheduler, { leading: true, trailing: true });
}
