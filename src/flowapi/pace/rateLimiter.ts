import { Observable, type SchedulerLike, type Subscriber, type Subscription } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';
import { SteadyTime } from './steadyTime';

/** Requests a second. The API's own limit is not published; where it is lower, refusals tell. */
const RATE = { least: 2, most: 50 };

/**
 * A token bucket that all requests of a data source pass, in the order in which they came. A second's
 * worth of tokens may be spent at once, so that a burst after a quiet moment does not wait.
 */
export class RateLimiter {
  private readonly rate: AdaptiveLimit;
  private readonly time: SteadyTime;
  private readonly waiting: Array<Subscriber<void>> = [];
  private tokens: number = RATE.most;
  private refilledAtMs: number;
  private timer: Subscription | undefined;

  constructor(private readonly scheduler: SchedulerLike) {
    this.rate = new AdaptiveLimit(RATE, scheduler);
    this.time = new SteadyTime(scheduler);
    this.refilledAtMs = this.time.nowMs();
  }

  /** Emits once, when it is the subscriber's turn. */
  turn(): Observable<void> {
    return new Observable((subscriber) => {
      this.waiting.push(subscriber);
      this.letThrough();
      return () => {
        const position = this.waiting.indexOf(subscriber);
        if (position >= 0) {
          this.waiting.splice(position, 1);
        }
      };
    });
  }

  /** The API answered. */
  passed(): void {
    this.rate.raise();
  }

  /** The API was asked too often. */
  refused(): void {
    // What was saved up until now is gone, too.
    this.refill();
    this.rate.lower();
    this.tokens = 0;
  }

  private letThrough(): void {
    this.refill();
    while (this.tokens >= 1) {
      const next = this.waiting.shift();
      if (!next) {
        return;
      }
      this.tokens -= 1;
      next.next();
      next.complete();
    }
    if (this.waiting.length > 0 && !this.timer) {
      this.timer = this.scheduler.schedule(
        () => {
          this.timer = undefined;
          this.letThrough();
        },
        Math.ceil(((1 - this.tokens) / this.rate.value) * 1_000)
      );
    }
  }

  private refill(): void {
    const nowMs = this.time.nowMs();
    const added = ((nowMs - this.refilledAtMs) / 1_000) * this.rate.value;
    this.tokens = Math.min(this.tokens + added, this.rate.value);
    this.refilledAtMs = nowMs;
  }
}
