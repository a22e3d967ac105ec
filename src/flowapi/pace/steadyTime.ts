import { type SchedulerLike } from 'rxjs';

/**
 * A monotonic time to measure durations. It pauses for a moment if the computer's clock is set back, for example by NTP or after
 * a suspension. Only differences between its values are meaningful.
 */
export class SteadyTime {
  private latestMs: number;
  private setBackMs = 0;

  constructor(private readonly scheduler: Pick<SchedulerLike, 'now'>) {
    this.latestMs = scheduler.now();
  }

  nowMs(): number {
    const nowMs = this.scheduler.now();
    this.setBackMs += Math.max(0, this.latestMs - nowMs);
    this.latestMs = nowMs;
    return nowMs + this.setBackMs;
  }
}
