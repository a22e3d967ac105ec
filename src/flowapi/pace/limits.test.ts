import fc from 'fast-check';
import { NEVER, Observable, Subject, type Subscription, throwError, VirtualTimeScheduler } from 'rxjs';
import { AdaptiveLimit } from './adaptiveLimit';
import { ConcurrencyLimiter } from './concurrencyLimiter';
import { PollSchedule } from './pollSchedule';
import { RateLimiter } from './rateLimiter';
import { SteadyTime } from './steadyTime';

/** Time that stands still until the test moves it. */
function standingTime() {
  const scheduler = new VirtualTimeScheduler(undefined, Infinity);
  const passMs = (ms: number) => {
    const untilMs = scheduler.frame + ms;
    scheduler.maxFrames = untilMs;
    scheduler.flush();
    scheduler.frame = untilMs;
  };
  return { scheduler, passMs };
}

describe('a limit that adapts', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'raise' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'lower' as const }) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 3_000 }).map((ms) => ({ kind: 'pass' as const, ms })) }
  );

  it('halves at most once a second, grows by less than one at a time, and stays within its bounds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 3, max: 60 }), (steps, most) => {
        const { scheduler, passMs } = standingTime();
        const limit = new AdaptiveLimit({ min: 2, max: most }, scheduler);
        let lastLoweredMs = -Infinity;
        let expected = most;
        for (const one of steps) {
          if (one.kind === 'pass') {
            passMs(one.ms);
          } else if (one.kind === 'raise') {
            limit.raise();
            expected = Math.min(expected + 1 / expected, most);
          } else {
            limit.lower();
            if (scheduler.frame - lastLoweredMs >= 1_000) {
              lastLoweredMs = scheduler.frame;
              expected = Math.max(expected / 2, 2);
            }
          }
          expect(limit.value).toBeCloseTo(expected, 9);
          expect(limit.value).toBeGreaterThanOrEqual(2);
          expect(limit.value).toBeLessThanOrEqual(most);
        }
      })
    );
  });

  it('recovers from any number of refusals', () => {
    const { scheduler, passMs } = standingTime();
    const limit = new AdaptiveLimit({ min: 2, max: 48 }, scheduler);
    for (let refusals = 0; refusals < 20; refusals += 1) {
      limit.lower();
      passMs(1_000);
    }
    let answers = 0;
    while (limit.value < 48) {
      limit.raise();
      answers += 1;
    }
    // One more for each full round: 2 + 3 + … + 47 answers.
    expect(answers).toBeGreaterThan(1_000);
    expect(answers).toBeLessThan(1_300);
  });
});

describe('the rate of requests', () => {
  /** When requests come, and whether each is refused. */
  const request = fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    isRefused: fc.boolean(),
    leaves: fc.boolean(),
  });
  const requests = fc.array(request, { minLength: 1, maxLength: 150 });

  it('is never above 50 a second after the first burst, keeps the order, and lets every request through', () => {
    fc.assert(
      fc.property(requests, (some) => {
        const { scheduler, passMs } = standingTime();
        const limiter = new RateLimiter(scheduler);
        const passedAtMs: number[] = [];
        const order: number[] = [];
        some.forEach(({ afterMs, isRefused }, index) => {
          passMs(afterMs);
          limiter.turn().subscribe(() => {
            passedAtMs.push(scheduler.frame);
            order.push(index);
            if (isRefused) {
              limiter.refused();
            } else {
              limiter.passed();
            }
          });
        });
        // At the least rate, two a second.
        passMs(some.length * 500 + 5_000);
        expect(order).toEqual(some.map((_, index) => index));
        passedAtMs.forEach((startMs, index) => {
          const within = passedAtMs.slice(index).filter((ms) => ms < startMs + 1_000).length;
          expect(within).toBeLessThanOrEqual(50 + 50);
        });
      }),
      { numRuns: 60 }
    );
  });

  it('is not used by requests without a subscriber', () => {
    fc.assert(
      fc.property(requests, (some) => {
        const { scheduler, passMs } = standingTime();
        const limiter = new RateLimiter(scheduler);
        limiter.refused();
        const passed: number[] = [];
        const turns = some.map((_, index) => limiter.turn().subscribe(() => passed.push(index)));
        const before = new Set(passed);
        some.forEach(({ leaves }, index) => leaves && turns[index]?.unsubscribe());
        passMs(some.length * 500 + 5_000);
        const expected = some.flatMap(({ leaves }, index) => (leaves && !before.has(index) ? [] : [index]));
        expect(passed).toEqual(expected);
      }),
      { numRuns: 60 }
    );
  });

  it('lets nothing through for a moment after a refusal, however long nothing was sent before', () => {
    const { scheduler, passMs } = standingTime();
    const limiter = new RateLimiter(scheduler);
    passMs(60_000);
    limiter.refused();
    let passed = 0;
    limiter.turn().subscribe(() => (passed += 1));
    expect(passed).toBe(0);
    passMs(39);
    expect(passed).toBe(0);
    passMs(1);
    expect(passed).toBe(1);
  });
});

describe('the number of queries at a time', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('start' as const) },
    { weight: 2, arbitrary: fc.constant('end' as const) },
    { weight: 1, arbitrary: fc.constant('fail' as const) },
    { weight: 1, arbitrary: fc.constant('leave' as const) },
    { weight: 1, arbitrary: fc.constant('refuse' as const) }
  );

  it('never exceeds the limit, and starts the query that waited longest next', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 200 }), (steps) => {
        const { scheduler, passMs } = standingTime();
        const limiter = new ConcurrencyLimiter(scheduler);
        const limit = new AdaptiveLimit({ min: 2, max: 48 }, scheduler);
        const running = new Map<number, Subject<void>>();
        const subscriptions: Subscription[] = [];
        const started: number[] = [];
        let left = 0;
        for (const one of steps) {
          passMs(1_000);
          const [oldest] = running;
          if (one === 'start') {
            const index = subscriptions.length;
            const source = new Observable<void>((subscriber) => {
              const end = new Subject<void>();
              running.set(index, end);
              started.push(index);
              const inner = end.subscribe(subscriber);
              return () => {
                running.delete(index);
                inner.unsubscribe();
              };
            });
            subscriptions.push(limiter.run(source).subscribe({ error: () => undefined }));
          } else if (one === 'refuse') {
            limiter.refused();
            limit.lower();
          } else if (one === 'end') {
            oldest?.[1].complete();
          } else if (one === 'fail') {
            oldest?.[1].error(new Error('gone'));
          } else if (subscriptions.length > 0) {
            subscriptions[left]?.unsubscribe();
            left += 1;
          }
          expect(limiter.running).toBe(running.size);
          if (one === 'start') {
            expect(running.size).toBeLessThanOrEqual(48);
          }
        }
        expect(started).toEqual([...started].sort((a, b) => a - b));
        // Nothing waits while there is room.
        const waiting = subscriptions.filter((subscription, index) => !subscription.closed && !started.includes(index));
        expect(waiting.length === 0 || limiter.running >= Math.floor(limit.value)).toBe(true);
      }),
      { numRuns: 60 }
    );
  });

  it('is free again after a source that fails at once', () => {
    const limiter = new ConcurrencyLimiter(standingTime().scheduler);
    let failed = 0;
    for (let index = 0; index < 100; index += 1) {
      limiter.run(throwError(() => new Error('refused'))).subscribe({ error: () => (failed += 1) });
    }
    expect([failed, limiter.running]).toEqual([100, 0]);
  });

  it('does not start queries without a subscriber', () => {
    const limiter = new ConcurrencyLimiter(standingTime().scheduler);
    const running = Array.from({ length: 48 }, () => limiter.run(NEVER).subscribe());
    let started = 0;
    const source = new Observable<void>(() => {
      started += 1;
    });
    limiter.run(source).subscribe().unsubscribe();
    running[0]?.unsubscribe();
    expect([started, limiter.running]).toEqual([0, 47]);
  });
});

describe('looks at running queries', () => {
  const query = fc.record({ startMs: fc.nat(20_000), tookMs: fc.integer({ min: 200, max: 90_000 }) });

  it('see the end of each query soon, and ask no query more often than every 300 ms', () => {
    fc.assert(
      fc.property(fc.array(query, { minLength: 1, maxLength: 20 }), fc.nat(99), (queries, chance) => {
        const { scheduler, passMs } = standingTime();
        const polls = new PollSchedule(scheduler, () => chance / 100);
        const longestMs = Math.max(...queries.map(({ tookMs }) => tookMs));
        const seen = queries.map(({ startMs, tookMs }) => {
          const found = { askedAtMs: [] as number[], lagMs: NaN };
          scheduler.schedule(() => {
            const turns = polls.begin();
            const look = () => {
              found.askedAtMs.push(scheduler.frame);
              if (scheduler.frame - startMs >= tookMs) {
                found.lagMs = scheduler.frame - startMs - tookMs;
                polls.learn(turns.ageMs);
                polls.leave(turns);
              } else {
                turns.next(queries.length).subscribe(look);
              }
            };
            turns.next(queries.length).subscribe(look);
          }, startMs);
          return { tookMs, found };
        });
        passMs(300_000);
        for (const { tookMs, found } of seen) {
          // A query that is quicker than all before it is not looked at until it is nearly as old as these were.
          expect(found.lagMs).toBeLessThanOrEqual(3_000 + Math.max(0, 0.85 * longestMs - tookMs));
          const often = found.askedAtMs.filter((ms, index) => ms - (found.askedAtMs[index - 1] ?? -Infinity) < 300);
          // The first end of another query is a sign to look at once.
          expect(often.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 }
    );
  });
});

describe('steady time', () => {
  it('never runs back, and is as fast as a clock that is right', () => {
    const change = fc.record({ passedMs: fc.nat(10_000), setBackMs: fc.oneof(fc.constant(0), fc.nat(1e7)) });
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        let nowMs = 1_800_000_000_000;
        const time = new SteadyTime({ now: () => nowMs });
        let beforeMs = time.nowMs();
        for (const { passedMs, setBackMs } of changes) {
          nowMs += passedMs - setBackMs;
          const laterMs = time.nowMs();
          expect(laterMs).toBeGreaterThanOrEqual(beforeMs);
          expect(laterMs - beforeMs).toBeLessThanOrEqual(passedMs);
          if (setBackMs === 0) {
            expect(laterMs - beforeMs).toBe(passedMs);
          }
          beforeMs = laterMs;
        }
      })
    );
  });
});
