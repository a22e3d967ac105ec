import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** Time and random numbers as parameters, so that tests can replace them. */
export interface Pacing {
  /** The clock and the timers. */
  scheduler: SchedulerLike;
  /** Uniform in [0, 1). */
  random: () => number;
  /** How long a request can take, in milliseconds; by default 30 s, because Grafana's proxy gives up then. */
  requestTimeoutMs?: number;
}

export const realPacing: Pacing = { scheduler: asyncScheduler, random: Math.random };
