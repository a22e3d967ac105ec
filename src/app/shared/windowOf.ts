import { rangeUtil } from '@grafana/data';
import { type TimeWindow } from '../../core/time';
import { type Scope } from './scope';

/** The window of a time range in a URL, at the current time. */
export function windowOf({ from, to }: Pick<Scope, 'from' | 'to'>): TimeWindow {
  const range = rangeUtil.convertRawToRange({ from, to });
  return { startMs: range.from.valueOf(), endMs: range.to.valueOf() };
}
