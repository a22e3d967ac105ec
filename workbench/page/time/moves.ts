import { type TimeRange } from '@grafana/data';

/** Both bounds in ms since the Unix epoch, as in the URL. */
interface FixedRange {
  from: number;
  to: number;
}

/** The range moved by half its length, to the past (-1) or future (1). */
export function shifted(range: TimeRange, direction: -1 | 1): FixedRange {
  const { from, to } = boundsOf(range);
  const by = Math.round((direction * (to - from)) / 2);
  return { from: from + by, to: to + by };
}

/** The range extended to twice its length around the same center. */
export function widened(range: TimeRange): FixedRange {
  const { from, to } = boundsOf(range);
  const by = Math.round((to - from) / 2);
  return { from: from - by, to: to + by };
}

function boundsOf({ from, to }: TimeRange): FixedRange {
  return { from: from.valueOf(), to: to.valueOf() };
}
