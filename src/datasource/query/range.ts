import { type DataQueryRequest } from '@grafana/data';
import { type TimeWindow } from '../../core/time';

/** The time range of Grafana's request. */
export function rangeOf({ range }: Pick<DataQueryRequest, 'range'>): TimeWindow {
  return { startMs: range.from.valueOf(), endMs: range.to.valueOf() };
}
