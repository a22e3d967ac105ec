import { MAX_WINDOW_MS, planWindow } from './planWindow';

const MINUTE = 60_000;
const now = Date.parse('2026-11-22T12:34:56Z');
const iso = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
  [startMs, endMs].map((ms) => new Date(ms).toISOString());

describe('planWindow', () => {
  it('moves a range that ends now back by what the API needs to take reports in', () => {
    const { window, notice } = planWindow({ startMs: now - 15 * MINUTE, endMs: now }, now, 2 * MINUTE);
    expect(iso(window)).toEqual(['2026-11-22T12:17:00.000Z', '2026-11-22T12:32:00.000Z']);
    expect(notice).toBeUndefined();
  });

  it('leaves a range in the past where it is', () => {
    const range = { startMs: now - 600 * MINUTE, endMs: now - 560 * MINUTE };
    expect(iso(planWindow(range, now, 5 * MINUTE).window)).toEqual([
      '2026-11-22T02:34:00.000Z',
      '2026-11-22T03:14:00.000Z',
    ]);
  });

  it('shows the newest hour of a longer range and says so', () => {
    const { window, notice } = planWindow({ startMs: now - 360 * MINUTE, endMs: now }, now, 0);
    expect(window.endMs - window.startMs).toBe(MAX_WINDOW_MS);
    expect(notice).toContain('newest hour');
  });

  it('does not complain about an hour that is not on the grid', () => {
    expect(planWindow({ startMs: now - 60 * MINUTE, endMs: now }, now, 0).notice).toBeUndefined();
  });

  it('asks for at least five minutes', () => {
    const { window } = planWindow({ startMs: now - 1000, endMs: now }, now, 0);
    expect(window.endMs - window.startMs).toBe(5 * MINUTE);
  });
});
