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
import { requestTimedOut } from './messages';
import { type Pacing } from './pace/pacing';
import { PollSchedule } from './pace/pollSchedule';
import { ConcurrencyLimiter } from './pace/concurrencyLimiter';
import { RateLimiter } from './pace/rateLimiter';
import { SharedQueries } from './sharedQueries';
import { type FlowApiRequest, type FlowApiTransport, TransportFailure } from './transport';

/** Grafana's proxy gives up after this time, so no response comes later. */
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
const MAX_REPEATS_WHEN_BUSY = 7;
const MAX_REPEATS_WHEN_FAILED = 2;
const FIRST_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 16_000;
/** Smaller differences between clocks are ignored: `Date` headers have whole seconds, and responses take time to arrive. */
const MIN_CLOCK_OFFSET_MS = 30_000;

/** Options of one request. */
export interface SendOptions {
  /** Checked when it is the request's turn: if false, the request is not sent and completes without a value. */
  isWanted?: () => boolean;
}

/**
 * The API client that all queries of one data source share. It limits the request rate and the number of running queries,
 * repeats requests that failed temporarily, and learns how long queries take.
 */
export class FlowApiClient {
  readonly slots: ConcurrencyLimiter;
  readonly polls: PollSchedule;
  /** The results of queries, shared by all panels. */
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
   * Sends a request when it is its turn and decodes the response. Requests that were throttled or failed temporarily (lost
   * packets, server errors, incomplete responses) are repeated: one of hundreds of requests must not fail the whole result.
   *
   * Errors with the failure of the last attempt.
   */
  send<T>(request: FlowApiRequest, decode: (answer: unknown) => T, { isWanted }: SendOptions = {}): Observable<T> {
    return this.rateLimiter.turn().pipe(
      switchMap(() => (isWanted && !isWanted() ? EMPTY : this.once(request))),
      map(decode),
      tap(() => (this.usable += 1)),
      this.repeatIfFailed(),
      this.repeatIfBusy()
    );
  }

  /** The number of requests so far with a usable response. A sign-in page is not usable. */
  get answers(): number {
    return this.usable;
  }

  /** The current time in milliseconds, by the API's clock if a response contained it: the browser's can be wrong by minutes. */
  nowMs(): number {
    return this.pacing.scheduler.now() + this.clockOffsetMs;
  }

  /** How far the API's clock is ahead of this computer's, in milliseconds; 0 until a response contained it, or if they agree. */
  get clockOffsetMs(): number {
    return Math.abs(this.offsetMs) > MIN_CLOCK_OFFSET_MS ? this.offsetMs : 0;
  }

  private once(request: FlowApiRequest): Observable<unknown> {
    const { scheduler, requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS } = this.pacing;
    return defer(() => this.transport(request)).pipe(
      timeout({
        first: requestTimeoutMs,
        scheduler,
        with: () => throwError(() => flowApiError('too-slow', requestTimedOut(requestTimeoutMs))),
      }),
      tap({
        next: ({ serverTimeMs }) => {
          this.rateLimiter.passed();
          this.offsetMs = serverTimeMs === undefined ? this.offsetMs : serverTimeMs - scheduler.now();
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

  /** Exponential backoff with full jitter, so that many panels do not retry at the same time. */
  private repeatIfBusy<T>(): MonoTypeOperatorFunction<T> {
    const { scheduler, random } = this.pacing;
    return retry({
      count: MAX_REPEATS_WHEN_BUSY,
      delay: (failure: unknown, attempt: number) => {
        const ceilingMs = Math.min(FIRST_BACKOFF_MS * 2 ** (attempt - 1), MAX_BACKOFF_MS);
        return isBusy(failure) ? timer(random() * ceilingMs, scheduler) : throwError(() => failure);
      },
    });
  }

  private repeatIfFailed<T>(): MonoTypeOperatorFunction<T> {
    return retry({
      count: MAX_REPEATS_WHEN_FAILED,
      delay: (failure: unknown) =>
        isTemporary(failure) ? timer(FIRST_BACKOFF_MS, this.pacing.scheduler) : throwError(() => failure),
    });
  }
}

function isThrottled(failure: unknown): boolean {
  return failure instanceof TransportFailure && failure.status === 429;
}

/** Whether requests are throttled, or the account runs as many queries as its quota allows. */
function isBusy(failure: unknown): boolean {
  return isThrottled(failure) || (failure instanceof TransportFailure && failure.status === 402);
}

/** Whether the failure may be temporary. */
function isTemporary(failure: unknown): boolean {
  return failure instanceof TransportFailure
    ? failure.status === undefined || failure.status >= 500
    : failure instanceof FlowApiError && failure.kind === 'malformed';
}
