import fc from 'fast-check';
import { MAX_WINDOW_MS, planWindow } from './planWindow';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const now = Date.parse('2026-11-22T12:34:56Z');
const iso = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(11, 16));
const plan = (minutes: number, { lagMs = 0, maxParts = 100, endMs = now } = {}) =>
  planWindow({ startMs: endMs - minutes * MINUTE, endMs }, { nowMs: now, ingestionLagMs: lagMs, maxParts });

describe('planWindow', () => {
  it('moves a range that ends now back by the delay of the API', () => {
    const { window, parts, notice } = plan(15, { lagMs: 2 * MINUTE });
    expect(iso(window)).toEqual(['12:17', '12:32']);
    expect(parts).toEqual([window]);
    expect(notice).toBeUndefined();
  });

  it('does not move a range in the past', () => {
    const { window } = plan(40, { endMs: now - 560 * MINUTE, lagMs: 5 * MINUTE });
    expect(iso(window)).toEqual(['02:34', '03:14']);
  });

  it('queries at least five minutes, and one window for an hour that is not on the grid', () => {
    const { window } = plan(0.1);
    expect(window.endMs - window.startMs).toBe(5 * MINUTE);
    expect(plan(60).parts).toHaveLength(1);
  });

  it('splits a longer range at whole hours, newest first', () => {
    expect(plan(150).parts.map(iso)).toEqual([
      ['12:00', '12:30'],
      ['11:00', '12:00'],
      ['10:00', '11:00'],
    ]);
  });

  it('queries the same whole hours five minutes later', () => {
    const earlier = plan(24 * 60).parts;
    const later = plan(24 * 60, { endMs: now + 5 * MINUTE, lagMs: -5 * MINUTE }).parts;
    const keys = new Set(earlier.map(({ startMs, endMs }) => `${startMs}-${endMs}`));
    expect(later.filter(({ startMs, endMs }) => !keys.has(`${startMs}-${endMs}`)).length).toBeLessThanOrEqual(2);
  });

  it('queries only the past part of a range that ends in the future', () => {
    const midnight = Date.parse('2026-11-22T00:00:00Z');
    const today = { startMs: midnight, endMs: midnight + 24 * HOUR };
    const { window, parts } = planWindow(today, { nowMs: now, ingestionLagMs: 2 * MINUTE, maxParts: 100 });
    expect(iso(window)).toEqual(['23:55', '12:30']);
    expect(parts).toHaveLength(14);
    const thisHour = { startMs: Date.parse('2026-11-22T12:00:00Z'), endMs: Date.parse('2026-11-22T13:00:00Z') };
    expect(iso(planWindow(thisHour, { nowMs: now, ingestionLagMs: 0, maxParts: 9 }).window)).toEqual([
      '11:59',
      '12:34',
    ]);
  });

  it('reports the omitted part of the range', () => {
    const { window, parts, notice } = plan(24 * 60, { maxParts: 5 });
    expect(parts).toHaveLength(5);
    expect(iso(window)).toEqual(['08:00', '12:30']);
    expect(notice).toMatch(/newest 5 of 25 hours/);
  });

  it('covers any range without gaps or overlaps, with parts of at most one hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 72 * 60 }), fc.integer({ min: 0, max: 3 * HOUR }), (minutes, agoMs) => {
        const { window, parts } = plan(minutes, { endMs: now - agoMs, maxParts: 1_000 });
        expect(parts[0]?.endMs).toBe(window.endMs);
        expect(parts.at(-1)?.startMs).toBe(window.startMs);
        parts.forEach(({ startMs, endMs }, index) => {
          expect(endMs - startMs).toBeLessThanOrEqual(MAX_WINDOW_MS);
          expect(endMs).toBeGreaterThan(startMs);
          expect(parts[index + 1]?.endMs ?? startMs).toBe(startMs);
        });
        expect(Math.abs(window.endMs - window.startMs - Math.max(minutes, 5) * MINUTE)).toBeLessThan(5 * MINUTE);
      })
    );
  });
});
