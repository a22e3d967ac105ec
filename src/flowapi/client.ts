import {
  defer,
  EMPTY,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  retry,
  switchMap,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { FlowApiError, flowApiError } from './errors';
import { type Pacing } from './pace/pacing';
import { PollSchedule } from './pace/pollSchedule';
import { ConcurrencyLimiter } from './pace/concurrencyLimiter';
import { RateLimiter } from './pace/rateLimiter';
import { SharedQueries } from './sharedQueries';
import { type FlowApiRequest, type FlowApiTransport, TransportFailure } from './transport';

/** A request that got no answer by then never will: Grafana's own proxy gives up after 30 seconds. */
const ANSWER_DEADLINE_MS = 30_000;
const MAX_REPEATS_WHEN_BUSY = 7;
const MAX_REPEATS_WHEN_FAILED = 2;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 16_000;
/** `Date` headers are cut to seconds, and answers travel for a while. */
const SAME_TIME_MS = 30_000;

export interface SendOptions {
  /** A request that is still waiting for its turn when this says no is not sent: the answer completes empty. */
  isWanted?: () => boolean;
}

/**
 * The way to the API as all queries of one data source share it: how often it is asked, what is asked
 * again, how many queries run, how long they take.
 */
export class FlowApiClient {
  readonly slots: ConcurrencyLimiter;
  readonly polls: PollSchedule;
  /** The answers to queries, for all panels. */
  readonly shared: SharedQueries;
  private readonly rateLimiter: RateLimiter;
  private offsetMs = 0;
  private usable = 0;

  constructor(
    private readonly transport: FlowApiTransport,
    readonly pacing: Pacing
  ) {
    this.rateLimiter = new RateLimiter(pacing.scheduler);
    this.slots = new ConcurrencyLimiter(pacing.scheduler);
    this.polls = new PollSchedule(pacing.scheduler, pacing.random);
    this.shared = new SharedQueries(this);
  }

  /**
   * Sends a request when its turn comes and decodes the answer. One that was refused for now, that got
   * no usable answer in passing (a lost packet, an error of the server, half an answer) is sent again:
   * one of the hundreds of requests of a picture must not cost the picture.
   *
   * Errors with what the last attempt failed with.
   */
  send<T>(request: FlowApiRequest, decode: (answer: unknown) => T, { isWanted }: SendOptions = {}): Observable<T> {
    return this.rateLimiter.turn().pipe(
      switchMap(() => (isWanted && !isWanted() ? EMPTY : this.once(request))),
      map(decode),
      tap(() => (this.usable += 1)),
      this.againWhenFailed(),
      this.againWhenBusy()
    );
  }

  /** How many requests got a usable answer until now; a sign-in page is none. */
  get answers(): number {
    return this.usable;
  }

  /** Now, by the API's clock as far as its answers told it: a browser's may be wrong by minutes. */
  nowMs(): number {
    return this.pacing.scheduler.now() + this.clockOffsetMs;
  }

  /** How far the API's clock is ahead of this machine's; 0 until an answer told, or where they agree. */
  get clockOffsetMs(): number {
    return Math.abs(this.offsetMs) > SAME_TIME_MS ? this.offsetMs : 0;
  }

  private once(request: FlowApiRequest): Observable<unknown> {
    return defer(() => this.transport(request)).pipe(
      timeout({
        first: ANSWER_DEADLINE_MS,
        scheduler: this.pacing.scheduler,
        with: () =>
          throwError(() =>
            flowApiError('too-slow', `A request got no answer in ${ANSWER_DEADLINE_MS / 1_000} seconds.`)
          ),
      }),
      tap({
        next: ({ serverTimeMs }) => {
          this.rateLimiter.passed();
          this.offsetMs = serverTimeMs === undefined ? this.offsetMs : serverTimeMs - this.pacing.scheduler.now();
        },
        error: (failure: unknown) => this.learnFrom(failure),
      }),
      map(({ body }) => body)
    );
  }

  private learnFrom(failure: unknown): void {
    if (isThrottled(failure)) {
      this.rateLimiter.refused();
    }
    if (isBusy(failure)) {
      this.slots.refused();
    }
  }

  /** Exponential backoff with full jitter, so that many panels do not come back at the same moment. */
  private againWhenBusy<T>(): MonoTypeOperatorFunction<T> {
    const { scheduler, random } = this.pacing;
    return retry({
      count: MAX_REPEATS_WHEN_BUSY,
      delay: (failure: unknown, attempt: number) => {
        const ceilingMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), LONGEST_BACKOFF_MS);
        return isBusy(failure) ? timer(random() * ceilingMs, scheduler) : throwError(() => failure);
      },
    });
  }

  private againWhenFailed<T>(): MonoTypeOperatorFunction<T> {
    return retry({
      count: MAX_REPEATS_WHEN_FAILED,
      delay: (failure: unknown) =>
        isPassing(failure) ? timer(FIRST_BACKOFF_MS, this.pacing.scheduler) : throwError(() => failure),
    });
  }
}

function isThrottled(failure: unknown): boolean {
  return failure instanceof TransportFailure && failure.status === 429;
}

/** Throttled, or as many queries as the account may run are running. */
function isBusy(failure: unknown): boolean {
  return isThrottled(failure) || (failure instanceof TransportFailure && failure.status === 402);
}

function isPassing(failure: unknown): boolean {
  return failure instanceof TransportFailure
    ? failure.status === undefined || failure.status >= 500
    : failure instanceof FlowApiError && failure.kind === 'malformed';
}
