import { NEVER, Observable, of, type SchedulerLike, Subject, VirtualTimeScheduler } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';
import { PollSchedule } from './pollSchedule';
import { ConcurrencyLimiter } from './concurrencyLimiter';
import { RateLimiter } from './rateLimiter';

/** Time that stands still until the test moves it. */
function standingTime() {
  const scheduler = new VirtualTimeScheduler(undefined, Infinity);
  const passMs = (ms: number) => {
    const untilMs = scheduler.frame + ms;
    // The scheduler runs actions up to this frame and leaves the others.
    scheduler.maxFrames = untilMs;
    scheduler.flush();
    scheduler.frame = untilMs;
  };
  return { scheduler, passMs };
}

/** A scheduler whose clock can be set back. */
function wrongClock() {
  const { scheduler, passMs } = standingTime();
  let behindMs = 0;
  const now = () => scheduler.frame - behindMs;
  const clock: SchedulerLike = { now, schedule: scheduler.schedule.bind(scheduler) };
  return { clock, passMs, setBack: (byMs: number) => (behindMs += byMs) };
}

const HOUR = 3_600_000;

describe('AdaptiveLimit', () => {
  it('is halved once by rejections at the same time, and grows by one per round', () => {
    const { scheduler, passMs } = standingTime();
    const limit = new AdaptiveLimit({ min: 2, max: 16 }, scheduler);
    limit.lower();
    limit.lower();
    expect(limit.value).toBe(8);
    passMs(1_000);
    limit.lower();
    expect(limit.value).toBe(4);
    Array.from({ length: 4 }, () => limit.raise());
    expect(limit.value).toBeGreaterThan(4.8);
    expect(limit.value).toBeLessThanOrEqual(5);
    Array.from({ length: 10 }, () => {
      passMs(1_000);
      limit.lower();
    });
    expect(limit.value).toBe(2);
  });
});

describe('AdaptiveLimit after the clock is set back', () => {
  it('still decreases at rejections', () => {
    const { clock, passMs, setBack } = wrongClock();
    const limit = new AdaptiveLimit({ min: 2, max: 16 }, clock);
    limit.lower();
    setBack(HOUR);
    limit.lower();
    passMs(1_000);
    limit.lower();
    expect(limit.value).toBe(4);
  });
});

describe('RateLimiter', () => {
  it('passes requests at its rate after the clock was set back', () => {
    const { clock, passMs, setBack } = wrongClock();
    const rateLimiter = new RateLimiter(clock);
    setBack(HOUR);
    let passed = 0;
    Array.from({ length: 75 }, () => rateLimiter.turn().subscribe(() => (passed += 1)));
    expect(passed).toBe(50);
    setBack(HOUR);
    passMs(600);
    expect(passed).toBe(75);
  });

  it('passes the requests of one second at once, and then requests at its rate', () => {
    const { scheduler, passMs } = standingTime();
    const rateLimiter = new RateLimiter(scheduler);
    let passed = 0;
    Array.from({ length: 100 }, () => rateLimiter.turn().subscribe(() => (passed += 1)));
    expect(passed).toBe(50);
    passMs(500);
    expect(passed).toBeGreaterThanOrEqual(74);
    expect(passed).toBeLessThanOrEqual(76);
    passMs(600);
    expect(passed).toBe(100);
  });

  it('slows down for all requests when one is throttled, and skips canceled requests', () => {
    const { scheduler, passMs } = standingTime();
    const rateLimiter = new RateLimiter(scheduler);
    rateLimiter.refused();
    const order: number[] = [];
    const turns = Array.from({ length: 40 }, (_, index) => rateLimiter.turn().subscribe(() => order.push(index)));
    turns[0]?.unsubscribe();
    passMs(1_000);
    expect(order[0]).toBe(1);
    expect(order.length).toBeGreaterThanOrEqual(24);
    expect(order.length).toBeLessThanOrEqual(26);
  });
});

describe('ConcurrencyLimiter', () => {
  it('runs queries in order up to the limit, and the next one when one ends or is canceled', () => {
    const { scheduler } = standingTime();
    const slots = new ConcurrencyLimiter(scheduler);
    const started: number[] = [];
    const ends = Array.from({ length: 60 }, () => new Subject<void>());
    const running = ends.map((end, index) =>
      slots
        .run(
          new Observable<void>((subscriber) => {
            started.push(index);
            return end.subscribe(subscriber);
          })
        )
        .subscribe()
    );
    expect(slots.running).toBe(48);
    ends[0]?.complete();
    expect(started.at(-1)).toBe(48);
    running[1]?.unsubscribe();
    expect(started.at(-1)).toBe(49);
    expect(slots.running).toBe(48);
  });

  it('runs half as many queries after a rejection', () => {
    const { scheduler } = standingTime();
    const slots = new ConcurrencyLimiter(scheduler);
    slots.refused();
    Array.from({ length: 60 }, () => slots.run(NEVER).subscribe());
    expect(slots.running).toBe(24);
  });

  it('continues after a query that ends at once', () => {
    const { scheduler } = standingTime();
    const slots = new ConcurrencyLimiter(scheduler);
    let ended = 0;
    Array.from({ length: 100 }, () => slots.run(of(1)).subscribe(() => (ended += 1)));
    expect([ended, slots.running]).toEqual([100, 0]);
  });
});

describe('PollSchedule', () => {
  /** Runs queries of the same duration. Counts the polls, and records when the last end is noticed. */
  function follow(
    schedule: PollSchedule,
    { scheduler, passMs }: ReturnType<typeof standingTime>,
    count: number,
    tookMs: number
  ) {
    let polls = 0;
    const seenMs: number[] = [];
    const startMs = scheduler.frame;
    let running = count;
    Array.from({ length: count }, () => {
      const turns = schedule.begin();
      const poll = () => {
        polls += 1;
        if (scheduler.frame - startMs >= tookMs) {
          seenMs.push(scheduler.frame - startMs);
          running -= 1;
          schedule.learn(turns.ageMs);
          schedule.leave(turns);
        } else {
          turns.next(running).subscribe(poll);
        }
      };
      turns.next(running).subscribe(poll);
    });
    // Long enough to notice the end of all queries.
    passMs(200_000);
    expect(seenMs).toHaveLength(count);
    return { polls, lastSeenMs: Math.max(...seenMs) };
  }

  it.each([3_000, 10_000])('notices the end of 32 queries of %i ms soon, with few requests', (tookMs) => {
    const time = standingTime();
    let seed = 0;
    const polls = new PollSchedule(time.scheduler, () => (seed = (seed + 0.37) % 1));
    const first = follow(polls, time, 32, tookMs);
    expect(first.lastSeenMs).toBeLessThan(tookMs * 1.15);
    // Asking each of them every half second would take 32 × 2 a second.
    expect(first.polls).toBeLessThan((tookMs / 1_000) * 32);
    const second = follow(polls, time, 32, tookMs);
    expect(second.lastSeenMs).toBeLessThan(tookMs * 1.15);
    expect(second.polls).toBeLessThan(32 * 3);
  });

  it('notices that the API has become faster', () => {
    const time = standingTime();
    const polls = new PollSchedule(time.scheduler, () => 0.5);
    follow(polls, time, 4, 10_000);
    const seen = Array.from({ length: 12 }, () => follow(polls, time, 4, 1_000).lastSeenMs);
    expect(seen.at(-1)).toBeLessThan(2_000);
  });

  it.each([1, 4, 32])(
    'recovers from slow responses within two rounds of %i queries, with few additional requests',
    (count) => {
      const time = standingTime();
      let seed = 0;
      const polls = new PollSchedule(time.scheduler, () => (seed = (seed + 0.37) % 1));
      follow(polls, time, count, 10_000);
      follow(polls, time, count, 100_000);
      follow(polls, time, 16, 100_000);
      const rounds = Array.from({ length: 3 }, () => follow(polls, time, count, 10_000));
      expect(rounds[0]?.lastSeenMs).toBeLessThan(15_000);
      expect(rounds[1]?.lastSeenMs).toBeLessThan(11_500);
      expect(rounds[2]?.lastSeenMs).toBeLessThan(11_500);
      expect(Math.max(...rounds.map(({ polls }) => polls))).toBeLessThanOrEqual(2 * count + 4);
    }
  );

  it('has another probe after the last one was canceled', () => {
    const time = standingTime();
    const polls = new PollSchedule(time.scheduler, () => 0.5);
    follow(polls, time, 4, 100_000);
    polls.leave(polls.begin());
    expect(follow(polls, time, 4, 10_000).lastSeenMs).toBeLessThan(15_000);
  });

  it('knows the age of a query after the clock is set back', () => {
    const { clock, passMs, setBack } = wrongClock();
    const turns = new PollSchedule(clock, () => 0.5).begin();
    passMs(4_000);
    expect(turns.ageMs).toBe(4_000);
    setBack(HOUR);
    expect(turns.ageMs).toBe(4_000);
    passMs(1_000);
    expect(turns.ageMs).toBe(5_000);
  });
});
