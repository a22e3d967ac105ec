import { map, merge, type Observable, type SchedulerLike, Subject, switchMap, take, timer } from 'rxjs';

const SOONEST_MS = 300;
const LATEST_MS = 3_000;
/** Part of its age that a query may have ended ago before anybody looks. */
const OVERSHOOT = 0.15;
/** As long as nobody knows how long a query takes, all that run together are asked this often. */
const SCOUTS_PER_SECOND = 20;
const REMEMBERED = 16;

/**
 * When to ask whether a query has ended.
 *
 * Queries that were started together end at about the same time. Until the first of them has ended
 * they take turns being asked; that first end is the sign for all others to be asked at once. From then
 * on a query is left alone until it is nearly as old as the quickest of the last ones was at its end.
 * That needs a fraction of the requests of asking each query often, and notices the end sooner.
 */
export class PollSchedule {
  private readonly durationsMs: number[] = [];
  private readonly learned = new Subject<void>();

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly random: () => number
  ) {}

  /** A query was seen to have ended, so long after its start. */
  learn(durationMs: number): void {
    this.durationsMs.push(durationMs);
    this.durationsMs.splice(0, this.durationsMs.length - REMEMBERED);
    this.learned.next();
  }

  /** Emits once, when a query of this age is to be asked next. */
  next(startedAtMs: number, running: () => number): Observable<void> {
    const isNew = this.durationsMs.length === 0;
    const delayMs = this.delayMs(this.scheduler.now() - startedAtMs, running());
    const due = timer(delayMs, this.scheduler);
    const sooner = this.learned.pipe(
      take(1),
      switchMap(() => timer(Math.max(0, this.quickestMs() * 0.8 - this.ageMs(startedAtMs)), this.scheduler))
    );
    return (isNew ? merge(due, sooner) : due).pipe(
      take(1),
      map(() => undefined)
    );
  }

  private delayMs(ageMs: number, running: number): number {
    if (this.durationsMs.length === 0) {
      const turnMs = clamp((running / SCOUTS_PER_SECOND) * 1_000);
      return ageMs < turnMs ? Math.max(SOONEST_MS, this.random() * turnMs) : turnMs;
    }
    const earliestMs = this.quickestMs() * 0.8;
    return ageMs < earliestMs ? Math.max(earliestMs - ageMs, SOONEST_MS) : clamp(ageMs * OVERSHOOT);
  }

  private quickestMs(): number {
    return Math.min(...this.durationsMs);
  }

  private ageMs(startedAtMs: number): number {
    return this.scheduler.now() - startedAtMs;
  }
}

function clamp(delayMs: number): number {
  return Math.min(Math.max(delayMs, SOONEST_MS), LATEST_MS);
}
