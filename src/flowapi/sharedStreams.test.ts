import { concat, NEVER, Observable, of, Subject, throwError, VirtualTimeScheduler } from 'rxjs';
import { type Memory, SharedStreams } from './sharedStreams';

const FRESH_MS = 60_000;

/** Streams in a time that stands still until the test moves it, and sources that count who runs them. */
function setUp(memory?: Memory<number>) {
  const scheduler = new VirtualTimeScheduler(undefined, Infinity);
  const streams = new SharedStreams<number>(scheduler, memory);
  const runs = new Map<string, number>();
  const ended: string[] = [];
  const get = (key: string, source: Observable<number>) =>
    streams.get(
      key,
      FRESH_MS,
      () =>
        new Observable<number>((subscriber) => {
          runs.set(key, (runs.get(key) ?? 0) + 1);
          subscriber.add(() => ended.push(key));
          return source.subscribe(subscriber);
        })
    );
  const passMs = (ms: number) => {
    const untilMs = scheduler.frame + ms;
    scheduler.maxFrames = untilMs;
    scheduler.flush();
    scheduler.frame = untilMs;
  };
  return { scheduler, get, passMs, ended, runsOf: (key: string) => runs.get(key) ?? 0 };
}

/** The values that a stream has emitted so far. */
function valuesOf(stream: Observable<number>): number[] {
  const values: number[] = [];
  stream.subscribe((value) => values.push(value));
  return values;
}

describe('SharedStreams', () => {
  it('runs a stream once for all subscribers, and later ones get the latest value at once', () => {
    const { get, runsOf } = setUp();
    const source = new Subject<number>();
    const early = valuesOf(get('a', source));
    source.next(1);
    source.next(2);
    const late = valuesOf(get('a', source));
    source.next(3);
    expect({ early, late, runs: runsOf('a') }).toEqual({ early: [1, 2, 3], late: [2, 3], runs: 1 });
  });

  it('continues for a moment without subscribers, and then stops', () => {
    const { get, passMs, ended, runsOf } = setUp();
    get('a', NEVER).subscribe().unsubscribe();
    passMs(400);
    const back = get('a', NEVER).subscribe();
    passMs(1_000);
    expect({ ended, runs: runsOf('a') }).toEqual({ ended: [], runs: 1 });
    back.unsubscribe();
    passMs(500);
    expect(ended).toEqual(['a']);
    get('a', NEVER).subscribe();
    expect(runsOf('a')).toBe(2);
  });

  it('caches completed streams while they are fresh', () => {
    const { get, passMs, runsOf } = setUp();
    valuesOf(get('a', of(1, 2)));
    passMs(FRESH_MS - 1);
    expect(valuesOf(get('a', of(3)))).toEqual([2]);
    passMs(1);
    expect(valuesOf(get('a', of(3)))).toEqual([3]);
    expect(runsOf('a')).toBe(2);
  });

  it('treats completed streams as stale after the clock was set back', () => {
    const { scheduler, get, passMs } = setUp();
    passMs(FRESH_MS);
    valuesOf(get('a', of(1)));
    scheduler.frame = 0;
    expect(valuesOf(get('a', of(2)))).toEqual([2]);
  });

  it('does not cache failures', () => {
    const { get } = setUp();
    const failed: unknown[] = [];
    get(
      'a',
      throwError(() => 'no')
    ).subscribe({ error: (failure: unknown) => failed.push(failure) });
    expect(failed).toEqual(['no']);
    expect(valuesOf(get('a', of(1)))).toEqual([1]);
  });

  it('removes the least recently used streams if the cache is full', () => {
    const { get, runsOf } = setUp({ max: 10, sizeOf: (value) => value });
    valuesOf(get('a', of(4)));
    valuesOf(get('b', of(4)));
    valuesOf(get('a', of(4)));
    valuesOf(get('c', of(4)));
    ['a', 'c', 'b'].forEach((key) => valuesOf(get(key, of(4))));
    expect(['a', 'b', 'c'].map(runsOf)).toEqual([1, 2, 1]);
  });

  it('never removes running streams', () => {
    const { get, runsOf } = setUp({ max: 2, sizeOf: () => 1 });
    const keys = Array.from({ length: 3_000 }, (_, index) => `key ${index}`);
    keys.forEach((key) => valuesOf(get(key, concat(of(1), NEVER))));
    ['x', 'y', 'z'].forEach((key) => valuesOf(get(key, of(1))));
    keys.forEach((key) => expect(valuesOf(get(key, NEVER))).toEqual([1]));
    expect(keys.filter((key) => runsOf(key) !== 1)).toEqual([]);
  });

  it('keeps a newer stream when an older one with the same key ends', () => {
    const { get, passMs, runsOf } = setUp();
    const old = get('a', NEVER);
    old.subscribe().unsubscribe();
    passMs(500);
    const newer = new Subject<number>();
    valuesOf(get('a', newer));
    newer.next(7);
    // Somebody still has the old one.
    old.subscribe().unsubscribe();
    passMs(500);
    expect(valuesOf(get('a', newer))).toEqual([7]);
    expect(runsOf('a')).toBe(3);
  });
});
