import { Observable, type SchedulerLike, type Subscriber, type Subscription } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';
import { SteadyTime } from './steadyTime';

/** Requests per second. The API's limit is not published; if it is lower, throttled requests reduce the rate. */
const RATE = { min: 2, max: 50 };

/**
 * A token bucket for all requests of a data source, in their order. It holds the tokens of one second, so that a burst after a
 * pause does not have to wait.
 */
export class RateLimiter {
  private readonly rate: AdaptiveLimit;
  private readonly time: SteadyTime;
  private readonly waiting: Array<Subscriber<void>> = [];
  private tokens: number = RATE.max;
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

  /** Call it when the API responded: the rate increases. */
  passed(): void {
    this.rate.raise();
  }

  /** Call it when the API throttled a request: the rate decreases. */
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
