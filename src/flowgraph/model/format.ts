import { dateTimeFormat, getValueFormat, formattedValueToString } from '@grafana/data';
import { type TimeWindow } from '../../core/time';

/** Bytes with a decimal unit: "1.2 MB". */
export function formatBytes(bytes: number): string {
  return formattedValueToString(getValueFormat('decbytes')(bytes));
}

/** "7", "1.2 K". */
export function formatCount(count: number): string {
  return formattedValueToString(getValueFormat('short')(count, count < 1_000 ? 0 : undefined));
}

/** Microseconds in a suitable unit: "1.2 ms". */
export function formatMicroseconds(microseconds: number): string {
  return formattedValueToString(getValueFormat('µs')(microseconds));
}

/** "14:02 to 14:17", in the time zone of the dashboard. */
export function formatWindow({ startMs, endMs }: TimeWindow, timeZone: string): string {
  const clock = (timeMs: number) => dateTimeFormat(timeMs, { timeZone, format: 'HH:mm' });
  return `${clock(startMs)} to ${clock(endMs)}`;
}

const DAY_MS = 86_400_000;

/** A time before another one: "13:52", with the date if it is a day or more earlier, in the time zone of the dashboard. */
export function formatEarlier(timeMs: number, laterMs: number, timeZone: string): string {
  return dateTimeFormat(timeMs, { timeZone, format: laterMs - timeMs < DAY_MS ? 'HH:mm' : 'YYYY-MM-DD HH:mm' });
}
