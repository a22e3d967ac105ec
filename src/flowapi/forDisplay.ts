import { type MonoTypeOperatorFunction, type SchedulerLike, throttleTime } from 'rxjs';

/** People do not see more than four pictures a second, and each takes time to merge and draw. */
const MIN_INTERVAL_MS = 250;

/** Thins results that replace each other to what a display needs. The first and the last always pass. */
export function forDisplay<T>(scheduler: SchedulerLike): MonoTypeOperatorFunction<T> {
  return throttleTime(MIN_INTERVAL_MS, scheduler, { leading: true, trailing: true });
}
