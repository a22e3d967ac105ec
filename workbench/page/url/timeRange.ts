import { dateMath, dateTime, dateTimeParse, rangeUtil, type RawTimeRange, type TimeRange } from '@grafana/data';

/** Reads `from` and `to` as in URLs and dashboards: `now-6h`, ms since the Unix epoch, or a date. */
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

/** The same range at the current time: relative bounds move, absolute ones stay. */
export function refreshedRange(range: TimeRange, timeZone: string): TimeRange {
  return rangeUtil.convertRawToRange(range.raw, timeZone);
}

/** The range as `from` and `to` for the URL. */
export function writeTimeRange({ raw }: TimeRange): { from: string; to: string } {
  return { from: writeTime(raw.from), to: writeTime(raw.to) };
}

function writeTime(value: RawTimeRange['from']): string {
  return typeof value === 'string' ? value : String(value.valueOf());
}

/** A panel's own range instead of the dashboard's, for example the last `24h`. */
export function lastOf(duration: string, timeZone: string): TimeRange {
  return rangeUtil.convertRawToRange({ from: `now-${duration}`, to: 'now' }, timeZone);
}
