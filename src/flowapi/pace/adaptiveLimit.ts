import { type SchedulerLike } from 'rxjs';
import { SteadyTime } from './steadyTime';

/** Rejections within this time count once, because they belong to requests that were sent together. */
const SAME_REFUSAL_MS = 1_000;

/**
 * A limit that adapts to the API: halved by a rejection, increased by one for every full round (additive increase, multiplicative
 * decrease, as in TCP congestion control). The API's limits of requests and running queries are not published.
 */
export class AdaptiveLimit {
  private readonly time: SteadyTime;
  private limit: number;
  private loweredAtMs = -Infinity;

  constructor(
    private readonly bounds: { min: number; max: number },
    scheduler: Pick<SchedulerLike, 'now'>
  ) {
    this.time = new SteadyTime(scheduler);
    this.limit = bounds.max;
  }

  get value(): number {
    return this.limit;
  }

  raise(): void {
    this.limit = Math.min(this.limit + 1 / this.limit, this.bounds.max);
  }

  lower(): void {
    const nowMs = this.time.nowMs();
    if (nowMs - this.loweredAtMs >= SAME_REFUSAL_MS) {
      this.loweredAtMs = nowMs;
      this.limit = Math.max(this.limit / 2, this.bounds.min);
    }
  }
}
