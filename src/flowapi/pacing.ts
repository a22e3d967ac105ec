import { type MonoTypeOperatorFunction, retry, type SchedulerLike, throwError, timer } from 'rxjs';
import { TransportFailure } from './transport';

/** Time and chance, as parameters: real in the product, of the test's choosing in tests. */
export interface Pacing {
  scheduler?: SchedulerLike;
  /** Uniform in [0, 1). */
  random: () => number;
}

const MAX_TRANSIENT_RETRIES = 2;

/**
 * Repeats a read that failed in passing (no answer, or an error of the server): one lost packet among
 * the hundreds of requests of a picture must not cost the picture.
 */
export function retryRead<T>({ scheduler }: Pacing): MonoTypeOperatorFunction<T> {
  return retry({
    count: MAX_TRANSIENT_RETRIES,
    delay: (failure: unknown) => {
      const isPassing = failure instanceof TransportFailure && (failure.status === undefined || failure.status >= 500);
      return isPassing ? timer(FIRST_BACKOFF_MS, scheduler) : throwError(() => failure);
    },
  });
}

/** How long to wait before asking for a query's status the nth time (from 0): soon first, then less often. */
export function pollDelayMs(attempt: number): number {
  return Math.min(500 * 1.4 ** attempt, 3_000);
}

/** A query that has not ended by then is stopped. AWS' own take about ten seconds. */
export const QUERY_DEADLINE_MS = 120_000;

const MAX_RETRIES = 5;
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 16_000;

/**
 * Repeats a request that was refused for now: throttling (429) and too many running queries (402).
 * Exponential backoff with full jitter, so that many panels do not come back at the same moment.
 */
export function retryWhenBusy<T>({ scheduler, random }: Pacing): MonoTypeOperatorFunction<T> {
  return retry({
    count: MAX_RETRIES,
    delay: (failure: unknown, attempt: number) => {
      const isBusy = failure instanceof TransportFailure && (failure.status === 429 || failure.status === 402);
      const ceilingMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS);
      return isBusy ? timer(random() * ceilingMs, scheduler) : throwError(() => failure);
    },
  });
}
