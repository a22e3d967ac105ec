import fc from 'fast-check';
import { type ActiveTime, newestActive, windowAround } from './activeTime';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const minutes = (start: number, end: number, hasFired = true): ActiveTime => ({
  startMs: start * MINUTE_MS,
  endMs: end * MINUTE_MS,
  hasFired,
});

describe('the newest time of an alert', () => {
  it('is the last one, in any order', () => {
    expect(newestActive([minutes(100, 110), minutes(0, 10)])).toEqual(minutes(100, 110));
  });

  it('begins when the alert became pending before it fired', () => {
    expect(newestActive([minutes(5, 10), minutes(0, 5, false)])).toEqual(minutes(0, 10));
  });

  it('continues over a pause of less than five minutes', () => {
    expect(newestActive([minutes(0, 10), minutes(14, 20)])).toEqual(minutes(0, 20));
    expect(newestActive([minutes(0, 10), minutes(15, 20)])).toEqual(minutes(15, 20));
  });

  it('is one in which the alert fired, if there is one', () => {
    expect(newestActive([minutes(0, 10), minutes(100, 101, false)])).toEqual(minutes(0, 10));
    expect(newestActive([minutes(100, 101, false)])).toEqual(minutes(100, 101, false));
    expect(newestActive([])).toBeUndefined();
  });

  it('does not depend on the order of the sources, and does not change them', () => {
    const time = fc
      .tuple(fc.nat(1_000), fc.nat(100), fc.boolean())
      .map(([start, length, hasFired]) => Object.freeze(minutes(start, start + length, hasFired)));
    const shuffled = fc
      .array(time)
      .chain((times) => fc.tuple(fc.constant(times), fc.shuffledSubarray(times, { minLength: times.length })));
    fc.assert(
      fc.property(shuffled, ([times, others]) => {
        expect(newestActive(others)).toEqual(newestActive(times));
      })
    );
  });
});

describe('the window of an alert', () => {
  const NOW_MS = 100 * HOUR_MS;
  const startMs = NOW_MS - 3 * HOUR_MS;
  const windowOf = (lengthMs: number) => windowAround({ startMs, endMs: startMs + lengthMs }, NOW_MS);

  it('is from ten minutes before its start until ten minutes after it, however long it lasts', () => {
    const expected = { startMs: startMs - 10 * MINUTE_MS, endMs: startMs + 10 * MINUTE_MS };
    expect([windowOf(10 * MINUTE_MS), windowOf(3 * HOUR_MS)]).toEqual([expected, expected]);
  });

  it('ends with the alert, but shows at least two minutes of it', () => {
    expect(windowOf(3 * MINUTE_MS).endMs).toBe(startMs + 3 * MINUTE_MS);
    expect(windowOf(0).endMs).toBe(startMs + 2 * MINUTE_MS);
  });

  it('ends now if the alert is new', () => {
    expect(windowAround({ startMs: NOW_MS - 1, endMs: NOW_MS }, NOW_MS).endMs).toBe(NOW_MS);
  });

  it('contains the start of any alert, and nothing of the future', () => {
    const alert = fc.tuple(fc.nat(NOW_MS), fc.nat(NOW_MS)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(alert, ([from, to]) => {
        const window = windowAround({ startMs: from, endMs: to }, NOW_MS);
        expect(window.startMs).toBeLessThan(from);
        expect(window.endMs).toBeGreaterThanOrEqual(Math.min(from + 2 * MINUTE_MS, NOW_MS));
        expect(window.endMs).toBeLessThanOrEqual(NOW_MS);
      })
    );
  });
});
