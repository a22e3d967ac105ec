import { MINUTE_MS } from '../../world/time';
import { ingestedUntilMs } from './ingestion';

const START_MS = Date.UTC(2026, 10, 28, 12);
/** From two to five minutes. */
const LAG = { ingestionLagMs: 3.5 * MINUTE_MS, ingestionLagSpread: 3 / 7 };

const everySecond = Array.from({ length: 3600 }, (_, second) => START_MS + second * 1000);

describe('the time up to which reports are visible', () => {
  it('is one lag ago if all lags are the same', () => {
    expect(ingestedUntilMs(START_MS + 1234, { ingestionLagMs: 60_000, ingestionLagSpread: 0 })).toBe(
      START_MS + 1234 - 60_000
    );
  });

  it('is two to five and a half minutes ago if lags are two to five minutes', () => {
    const lags = everySecond.map((nowMs) => nowMs - ingestedUntilMs(nowMs, LAG));
    expect(Math.min(...lags)).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    // A period whose lag has passed is visible at most half a minute after its end.
    expect(Math.max(...lags)).toBeLessThanOrEqual(5.5 * MINUTE_MS);
    expect(Math.max(...lags) - Math.min(...lags)).toBeGreaterThan(MINUTE_MS);
  });

  it('never decreases, and does not depend on when it is computed', () => {
    const times = everySecond.map((nowMs) => ingestedUntilMs(nowMs, LAG));
    expect(times).toEqual([...times].sort((first, second) => first - second));
    expect(ingestedUntilMs(START_MS, LAG)).toBe(times[0]);
  });

  it('does not reach into the future without a lag', () => {
    expect(ingestedUntilMs(START_MS + 1000, { ingestionLagMs: 0, ingestionLagSpread: 1 })).toBe(START_MS);
  });
});
