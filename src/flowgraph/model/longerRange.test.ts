import { dateTime, type RawTimeRange } from '@grafana/data';
import { longerRange } from './longerRange';

const MINUTE_MS = 60_000;
const END_MS = 1_780_000_000_000;

function rangeOf(minutes: number, raw?: RawTimeRange) {
  const [from, to] = [dateTime(END_MS - minutes * MINUTE_MS), dateTime(END_MS)];
  return { from, to, raw: raw ?? { from, to } };
}

it.each([
  [5, { from: 'now-1h', to: 'now', length: '1 hour' }],
  [60, { from: 'now-3h', to: 'now', length: '3 hours' }],
  [61, { from: 'now-3h', to: 'now', length: '3 hours' }],
  [360, { from: 'now-24h', to: 'now', length: '24 hours' }],
])('extends the last %i minutes to the next common range', (minutes, longer) => {
  expect(longerRange(rangeOf(minutes, { from: `now-${minutes}m`, to: 'now' }))).toEqual(longer);
});

it('keeps the end of a range in the past', () => {
  const from = `${END_MS - 180 * MINUTE_MS}`;
  expect(longerRange(rangeOf(60))).toEqual({ from, to: `${END_MS}`, length: '3 hours' });
});

it('does not go beyond a day', () => {
  expect(longerRange(rangeOf(24 * 60, { from: 'now-24h', to: 'now' }))).toBeUndefined();
});
