import { dateTimeFormat, getValueFormat, formattedValueToString } from '@grafana/data';
import { type TimeWindow } from '../../core/time';

export function formatBytes(bytes: number): string {
  return formattedValueToString(getValueFormat('decbytes')(bytes));
}

export function formatCount(count: number): string {
  return formattedValueToString(getValueFormat('short')(count, count < 1_000 ? 0 : undefined));
}

/** "1 edge", "2 edges", "1,234 edges". */
export function formatCountOf(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

export function formatMicroseconds(microseconds: number): string {
  return formattedValueToString(getValueFormat('µs')(microseconds));
}

/** "14:02 to 14:17". */
export function formatWindow({ startMs, endMs }: TimeWindow, timeZone: string): string {
  const clock = (timeMs: number) => dateTimeFormat(timeMs, { timeZone, format: 'HH:mm' });
  return `${clock(startMs)} to ${clock(endMs)}`;
}
