import { type TimeRange } from '@grafana/data';

/** A time range as the URL of a dashboard has it, and its length as text: "3 hours". */
export interface LongerRange {
  from: string;
  to: string;
  length: string;
}

const HOUR_MS = 3_600_000;
/** Common lengths of time ranges, ascending, with their names in Grafana. */
const LENGTHS = [
  { ms: HOUR_MS, short: '1h', name: '1 hour' },
  { ms: 3 * HOUR_MS, short: '3h', name: '3 hours' },
  { ms: 6 * HOUR_MS, short: '6h', name: '6 hours' },
  { ms: 24 * HOUR_MS, short: '24h', name: '24 hours' },
] as const;

/** The next common range that is longer, with the same end. Undefined if the range is already as long as the longest. */
export function longerRange({ from, to, raw }: TimeRange): LongerRange | undefined {
  const endMs = to.valueOf();
  const longer = LENGTHS.find(({ ms }) => ms > endMs - from.valueOf());
  return (
    longer && {
      length: longer.name,
      ...(raw.to === 'now'
        ? { from: `now-${longer.short}`, to: 'now' }
        : { from: `${endMs - longer.ms}`, to: `${endMs}` }),
    }
  );
}
