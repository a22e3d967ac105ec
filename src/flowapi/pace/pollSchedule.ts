import { map, merge, type Observable, type SchedulerLike, Subject, switchMap, take, timer } from 'rxjs';
import { SteadyTime } from './steadyTime';

const MIN_DELAY_MS = 300;
const MAX_DELAY_MS = 3_000;
/** The number of status requests per second for all running queries together. */
const POLLS_PER_SECOND = 20;
/** The delay after which the end of a query is noticed, as a share of its age. */
const OVERSHOOT = 0.15;
/** The time of the first poll, as a share of the duration of the fastest recent query. */
const EARLIEST = 0.85;
/** The times of the early polls of a probe, as shares of the same duration. */
const PROBED = [1 / 8, 1 / 4, 1 / 2];
/** The number of recent queries whose durations are kept. */
const MAX_DURATIONS = 16;

/**
 * Determines when to poll the status of queries.
 *
 * Queries that start together end at about the same time. Therefore they are polled in turns, and when the first of them ends,
 * each of the others is polled as soon as it has the same age. The first poll of a query is at nearly the duration of the fastest
 * recent query. This needs a fraction of the requests of frequent polling, and notices the end of queries sooner.
 *
 * With this alone, queries would stay slow if the API was slow once. Therefore one query at a time is a probe: it is also polled
 * much earlier, and notices for all queries if the API has become faster.
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

  /** Records the duration of a query that ended. */
  learn(durationMs: number): void {
    this.durationsMs.push(durationMs);
    this.durationsMs.splice(0, this.durationsMs.length - MAX_DURATIONS);
    this.learned.next(durationMs);
  }

  /** The polls of a query that starts now. Call {@link leave} at the end. */
  begin(): QueryTurns {
    const fastestMs = () => Math.min(...this.durationsMs);
    const turns = new QueryTurns(this.scheduler, this.time, this.random, this.learned, fastestMs);
    if (!this.probe) {
      this.probe = turns;
      turns.pollEarly();
    }
    return turns;
  }

  /** Ends the polls of a query, so that another one can be the probe. */
  leave(turns: QueryTurns): void {
    if (this.probe === turns) {
      this.probe = undefined;
    }
  }
}

/** Determines when to poll one query. */
export class QueryTurns {
  private readonly startedAtMs: number;
  /** The ages of early polls, ascending. */
  private early: number[] = [];
  private isFirst = true;
  private waitsForSign = true;

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly time: SteadyTime,
    private readonly random: () => number,
    private readonly learned: Observable<number>,
    /** Infinity if no query has ended yet. */
    private readonly fastestMs: () => number
  ) {
    this.startedAtMs = time.nowMs();
  }

  /** The time since the start of the query. */
  get ageMs(): number {
    return this.time.nowMs() - this.startedAtMs;
  }

  /** Makes this query the probe. */
  pollEarly(): void {
    const fastestMs = this.fastestMs();
    // Before the first duration is known, all queries are polled early.
    const ages = Number.isFinite(fastestMs) ? PROBED.map((part) => part * fastestMs) : [];
    this.early = ages.filter((ageMs) => ageMs >= MIN_DELAY_MS);
  }

  /**
   * Emits once, at the time of the next poll.
   *
   * @param running the number of running queries.
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
      return Math.max(earlyMs - this.ageMs, MIN_DELAY_MS);
    }
    const turnMs = clamp(Math.max((running / POLLS_PER_SECOND) * 1_000, this.ageMs * OVERSHOOT));
    if (!this.isFirst) {
      return turnMs;
    }
    this.isFirst = false;
    const fastestMs = this.fastestMs();
    const earliestMs = Number.isFinite(fastestMs) ? fastestMs * EARLIEST : 0;
    return Math.max(earliestMs - this.ageMs + this.random() * turnMs, MIN_DELAY_MS);
  }
}

function clamp(delayMs: number): number {
  return Math.min(Math.max(delayMs, MIN_DELAY_MS), MAX_DELAY_MS);
}
