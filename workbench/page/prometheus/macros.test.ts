import { macros } from './macros';
import { rateIntervalMs, scrapeIntervalMs, stepMs } from './step';

it.each([
  // Interval, minimum, range: step.
  [15_000, 15_000, 3_600_000, 15_000],
  [1_000, 15_000, 300_000, 15_000],
  [60_000, 15_000, 86_400_000, 60_000],
  [15_000, 15_000, 30 * 86_400_000, 236_000],
])('the step for %d ms, at least %d ms, over %d ms is %d ms', (interval, minimum, range, step) => {
  expect(stepMs(interval, minimum, range)).toBe(step);
});

it.each([
  [15_000, 15_000, 60_000],
  [60_000, 15_000, 75_000],
  [30_000, 30_000, 120_000],
  [5_000, 5_000, 20_000],
])('the rate interval for steps of %d ms and scrapes every %d ms is %d ms', (step, scrape, rate) => {
  expect(rateIntervalMs(step, scrape)).toBe(rate);
});

it.each([
  [undefined, 15_000],
  ['', 15_000],
  ['30s', 30_000],
  ['1m', 60_000],
])('the time interval %s is a scrape interval of %d ms', (text, ms) => {
  expect(scrapeIntervalMs(text)).toBe(ms);
});

it('offers every macro as text', () => {
  const values = Object.entries(macros({ step: 60_000, scrape: 15_000, range: 3_600_000 })).map(([name, scoped]) => [
    name,
    scoped?.value,
  ]);
  expect(Object.fromEntries(values)).toEqual({
    __interval: '60s',
    __interval_ms: '60000',
    __rate_interval: '75s',
    __rate_interval_ms: '75000',
    __range: '3600s',
    __range_s: '3600',
    __range_ms: '3600000',
  });
});
