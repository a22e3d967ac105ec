import { Observable, type SchedulerLike, type Subscriber, Subscription } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';

/**
 * The number of queries that run at the same time. All queries of a typical snapshot (32) fit, so that it takes as long as its
 * slowest query. If the quota of the account is smaller, rejected queries (402, 429) reduce the number.
 */
const CONCURRENCY = { min: 2, max: 48 };

/** Runs queries within an adaptive limit, in their order. */
export class ConcurrencyLimiter {
  private readonly concurrency: AdaptiveLimit;
  private readonly waiting: Array<() => void> = [];
  private taken = 0;

  constructor(scheduler: Pick<SchedulerLike, 'now'>) {
    this.concurrency = new AdaptiveLimit(CONCURRENCY, scheduler);
  }

  /** The number of running queries. */
  get running(): number {
    return this.taken;
  }

  /** The source, subscribed to when the limit allows it. */
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

  /** Call it when a query succeeded: the limit increases. */
  ended(): void {
    this.concurrency.raise();
  }

  /** Call it when the API rejected a query because too many are running: the limit decreases. */
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
