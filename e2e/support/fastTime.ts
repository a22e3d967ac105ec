import { asyncScheduler, type SchedulerAction, type SchedulerLike, type Subscription } from 'rxjs';
import { type Clock } from '../../simulator/world/clock';

export interface FastTime {
  clock: Clock;
  scheduler: SchedulerLike;
}

/** Time that passes so many times faster, for the simulator's clock and the client's waits alike. */
export function fastTime(factor: number): FastTime {
  const startMs = Date.now();
  const nowMs = () => startMs + (Date.now() - startMs) * factor;
  // Work that schedules itself again would do so in real time; none of the product's does.
  function schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delayMs = 0, state?: T): Subscription {
    return asyncScheduler.schedule(work, delayMs / factor, state);
  }
  return { clock: { nowMs }, scheduler: { now: nowMs, schedule } };
}
