import { type TimeRange } from '@grafana/data';

/** Both ends in epoch ms, as they go into the URL. */
interface FixedRange {
  from: number;
  to: number;
}

/** Half a range earlier (-1) or later (1). */
export function shifted(range: TimeRange, direction: -1 | 1): FixedRange {
  const { from, to } = boundsOf(range);
  const by = Math.round((direction * (to - from)) / 2);
  return { from: from + by, to: to + by };
}

/** Twice as long around the same middle. */
export function widened(range: TimeRange): FixedRange {
  const { from, to } = boundsOf(range);
  const by = Math.round((to - from) / 2);
  return { from: from - by, to: to + by };
}

function boundsOf({ from, to }: TimeRange): FixedRange {
  return { from: from.valueOf(), to: to.valueOf() };
}
