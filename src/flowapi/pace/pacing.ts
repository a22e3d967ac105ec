import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** Time and chance, as parameters: real in the product, of the test's choosing in tests. */
export interface Pacing {
  /** Tells the time and waits. */
  scheduler: SchedulerLike;
  /** Uniform in [0, 1). */
  random: () => number;
}

export const realPacing: Pacing = { scheduler: asyncScheduler, random: Math.random };
