import { Observable, type SchedulerLike, type Subscriber, Subscription } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';

/**
 * Queries that run at once on the API. All of a usual picture (32) fit, so that it takes as long as
 * its slowest query; where the account's quota is smaller, refusals (402, 429) tell.
 */
const CONCURRENCY = { least: 2, most: 48 };

/** Runs queries within an adaptive limit, in the order in which they came. */
export class ConcurrencyLimiter {
  private readonly concurrency: AdaptiveLimit;
  private readonly waiting: Array<() => void> = [];
  private taken = 0;

  constructor(scheduler: Pick<SchedulerLike, 'now'>) {
    this.concurrency = new AdaptiveLimit(CONCURRENCY, scheduler);
  }

  /** How many run now. */
  get running(): number {
    return this.taken;
  }

  /** The source, subscribed to when there is room. */
  run<T>(source: Observable<T>): Observable<T> {
    return new Observable<T>((subscriber) => {
      const start = () => subscriber.add(this.occupy(source, subscriber));
      this.waiting.push(start);
      this.fill();
      return () => {
        const position = this.waiting.indexOf(start);
        if (position >= 0) {
          this.waiting.splice(position, 1);
        }
      };
    });
  }

  ended(): void {
    this.concurrency.raise();
  }

  refused(): void {
    this.concurrency.lower();
  }

  private occupy<T>(source: Observable<T>, subscriber: Subscriber<T>): Subscription {
    this.taken += 1;
    const subscription = new Subscription(() => {
      this.taken -= 1;
      this.fill();
    });
    subscription.add(source.subscribe(subscriber));
    return subscription;
  }

  private fill(): void {
    while (this.taken < Math.floor(this.concurrency.value)) {
      const next = this.waiting.shift();
      if (!next) {
        return;
      }
      next();
    }
  }
}
