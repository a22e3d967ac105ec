import { MINUTE_MS } from '../../world/time';
import { ingestedUntilMs } from './ingestion';

const START_MS = Date.UTC(2026, 10, 28, 12);
/** From two to five minutes. */
const LAG = { ingestionLagMs: 3.5 * MINUTE_MS, ingestionLagSpread: 3 / 7 };

const everySecond = Array.from({ length: 3600 }, (_, second) => START_MS + second * 1000);

describe('the time up to which reports show', () => {
  it('is the lag ago where all lags are the same', () => {
    expect(ingestedUntilMs(START_MS + 1234, { ingestionLagMs: 60_000, ingestionLagSpread: 0 })).toBe(
      START_MS + 1234 - 60_000
    );
  });

  it('is two to five and a half minutes ago where lags are of two to five', () => {
    const lags = everySecond.map((nowMs) => nowMs - ingestedUntilMs(nowMs, LAG));
    expect(Math.min(...lags)).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    // A period whose lag is over shows at its end at the latest half a minute later.
    expect(Math.max(...lags)).toBeLessThanOrEqual(5.5 * MINUTE_MS);
    expect(Math.max(...lags) - Math.min(...lags)).toBeGreaterThan(MINUTE_MS);
  });

  it('never goes back, and is the same whenever it is computed', () => {
    const times = everySecond.map((nowMs) => ingestedUntilMs(nowMs, LAG));
    expect(times).toEqual([...times].sort((first, second) => first - second));
    expect(ingestedUntilMs(START_MS, LAG)).toBe(times[0]);
  });

  it('does not reach into the future without any lag', () => {
    expect(ingestedUntilMs(START_MS + 1000, { ingestionLagMs: 0, ingestionLagSpread: 1 })).toBe(START_MS);
  });
});
