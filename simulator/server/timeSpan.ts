/** The time span in the parameters of a request. */
import { type TimeSpan } from '../world/time';

/** What is wrong if there is none. */
export const NO_TIME_SPAN = 'from and to must be ISO 8601 times, from before to';

/** The time span in the parameters `from` and `to`; undefined if these are not times in this order. */
export function timeSpanOf(query: URLSearchParams): TimeSpan | undefined {
  const startMs = Date.parse(query.get('from') ?? '');
  const endMs = Date.parse(query.get('to') ?? '');
  return startMs < endMs ? { startMs, endMs } : undefined;
}
