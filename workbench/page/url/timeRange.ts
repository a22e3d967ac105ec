import { dateMath, dateTime, dateTimeParse, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';

/** Reads `from` and `to` as they stand in URLs and dashboards: `now-6h`, epoch ms, or a date. */
export function readTimeRange(from: string, to: string, timeZone: string): TimeRange {
  const raw: RawTimeRange = { from: readTime(from, timeZone), to: readTime(to, timeZone) };
  return rangeUtil.convertRawToRange(raw, timeZone);
}

function readTime(text: string, timeZone: string): RawTimeRange['from'] {
  if (dateMath.isMathString(text)) {
    return text;
  }
  return /^\d{10,}$/.test(text) ? dateTime(Number(text)) : dateTimeParse(text, { timeZone });
}

/** The same range later: relative ends move with the clock, fixed ones stay. */
export function refreshedRange(range: TimeRange, timeZone: string): TimeRange {
  return rangeUtil.convertRawToRange(range.raw, timeZone);
}

/** `from` and `to` for the URL. */
export function writeTimeRange({ raw }: TimeRange): { from: string; to: string } {
  return { from: writeTime(raw.from), to: writeTime(raw.to) };
}

function writeTime(value: RawTimeRange['from']): string {
  return typeof value === 'string' ? value : String(value.valueOf());
}

/** A panel's own range, e.g. the last `24h`, in place of the dashboard's. */
export function lastOf(duration: string, timeZone: string): TimeRange {
  return rangeUtil.convertRawToRange({ from: `now-${duration}`, to: 'now' }, timeZone);
}
