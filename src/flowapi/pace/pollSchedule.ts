import { map, merge, type Observable, type SchedulerLike, Subject, switchMap, take, timer } from 'rxjs';
import { SteadyTime } from './steadyTime';

const SOONEST_MS = 300;
const LATEST_MS = 3_000;
/** All queries that run together are asked so often; each waits its turn. */
const TURNS_PER_SECOND = 20;
/** Part of its age that a query may have ended ago before anybody looks. */
const OVERSHOOT = 0.15;
/** Part of what the quickest of the last queries took, before which nobody looks. */
const EARLIEST = 0.85;
/** Parts of it at which a scout looks all the same. */
const SCOUTED = [1 / 8, 1 / 4, 1 / 2];
const REMEMBERED = 16;

/**
 * When to ask whether queries have ended.
 *
 * Queries that were started together end at about the same time. So they take turns being asked, and
 * the first end among them is the sign for each of the others to be asked as soon as it is as old. Nobody
 * is asked before it is nearly as old as the quickest of the last queries was at its end. That needs a
 * fraction of the requests of asking each query often, and notices the ends sooner.
 *
 * Waiting so long alone would make slow what was slow once. So one query at a time is a scout: it also looks
 * far earlier, and finds out for all of them that the API has become quicker.
 */
export class PollSchedule {
  private readonly durationsMs: number[] = [];
  private readonly learned = new Subject<number>();
  private readonly time: SteadyTime;
  private probe: QueryTurns | undefined;

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly random: () => number
  ) {
    this.time = new SteadyTime(scheduler);
  }

  /** A query was seen to have ended, so long after its start. */
  learn(durationMs: number): void {
    this.durationsMs.push(durationMs);
    this.durationsMs.splice(0, this.durationsMs.length - REMEMBERED);
    this.learned.next(durationMs);
  }

  /** The turns of a query that was started now; they want {@link leave}. */
  begin(): QueryTurns {
    const quickestMs = () => Math.min(...this.durationsMs);
    const turns = new QueryTurns(this.scheduler, this.time, this.random, this.learned, quickestMs);
    if (!this.probe) {
      this.probe = turns;
      turns.lookEarly();
    }
    return turns;
  }

  /** Nobody asks for the query any more, whether it has ended or not: another one may be the scout. */
  leave(turns: QueryTurns): void {
    if (this.probe === turns) {
      this.probe = undefined;
    }
  }
}

/** When to ask one query. */
export class QueryTurns {
  private readonly startedAtMs: number;
  /** Ages, ascending, at which to look before anybody else does. */
  private early: number[] = [];
  private isFirst = true;
  private waitsForSign = true;

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly time: SteadyTime,
    private readonly random: () => number,
    private readonly learned: Observable<number>,
    /** Infinity where no query has ended yet. */
    private readonly quickestMs: () => number
  ) {
    this.startedAtMs = time.nowMs();
  }

  get ageMs(): number {
    return this.time.nowMs() - this.startedAtMs;
  }

  /** Makes a scout of it. */
  lookEarly(): void {
    const quickestMs = this.quickestMs();
    // Where nothing was learned yet, everybody looks early.
    const ages = Number.isFinite(quickestMs) ? SCOUTED.map((part) => part * quickestMs) : [];
    this.early = ages.filter((ageMs) => ageMs >= SOONEST_MS);
  }

  /**
   * Emits once, when the query is to be asked next.
   *
   * @param running how many queries run at that moment.
   */
  next(running: number): Observable<void> {
    const due = timer(this.delayMs(running), this.scheduler);
    const sign = this.learned.pipe(
      take(1),
      switchMap((durationMs) => {
        this.waitsForSign = false;
        return timer(Math.max(0, durationMs - this.ageMs), this.scheduler);
      })
    );
    return (this.waitsForSign ? merge(due, sign) : due).pipe(
      take(1),
      map(() => undefined)
    );
  }

  private delayMs(running: number): number {
    const earlyMs = this.early.shift();
    if (earlyMs !== undefined) {
      return Math.max(earlyMs - this.ageMs, SOONEST_MS);
    }
    const turnMs = clamp(Math.max((running / TURNS_PER_SECOND) * 1_000, this.ageMs * OVERSHOOT));
    if (!this.isFirst) {
      return turnMs;
    }
    this.isFirst = false;
    const quickestMs = this.quickestMs();
    const earliestMs = Number.isFinite(quickestMs) ? quickestMs * EARLIEST : 0;
    return Math.max(earliestMs - this.ageMs + this.random() * turnMs, SOONEST_MS);
  }
}

function clamp(delayMs: number): number {
  return Math.min(Math.max(delayMs, SOONEST_MS), LATEST_MS);
}
