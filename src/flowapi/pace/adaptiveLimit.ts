import { type SchedulerLike } from 'rxjs';
import { SteadyTime } from './steadyTime';

/** One refusal of many requests sent together counts once. */
const SAME_REFUSAL_MS = 1_000;

/**
 * A limit that finds its place: halved when the other side refuses, raised by one for every full
 * round that it takes (additive increase, multiplicative decrease, as TCP finds its window). The API
 * publishes neither its request rate nor how many queries may run.
 */
export class AdaptiveLimit {
  private readonly time: SteadyTime;
  private limit: number;
  private loweredAtMs = -Infinity;

  constructor(
    private readonly bounds: { least: number; most: number },
    scheduler: Pick<SchedulerLike, 'now'>
  ) {
    this.time = new SteadyTime(scheduler);
    this.limit = bounds.most;
  }

  get value(): number {
    return this.limit;
  }

  raise(): void {
    this.limit = Math.min(this.limit + 1 / this.limit, this.bounds.most);
  }

  lower(): void {
    const nowMs = this.time.nowMs();
    if (nowMs - this.loweredAtMs >= SAME_REFUSAL_MS) {
      this.loweredAtMs = nowMs;
      this.limit = Math.max(this.limit / 2, this.bounds.least);
    }
  }
}
