import { type SchedulerLike } from 'rxjs';

/**
 * Time to measure with: it stands still for a moment where the computer's clock is set back, as it is
 * after a suspension or by NTP, and never runs back. Only differences of it mean something.
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
