import { type Labels } from '../kubernetes/clusterFacts';

/** One series of a range query, each of whose points tells of the step that ends at it. */
export interface Points {
  labels: Labels;
  timesMs: readonly number[];
  values: readonly number[];
}

/** A stretch of time without a longer pause. */
export interface Interval {
  startMs: number;
  endMs: number;
  /** Of the values of its points. */
  sum: number;
}

export interface IntervalOptions {
  stepMs: number;
  /** Points further apart begin another region. */
  mostGapMs: number;
}

/** The stretches in which something was above zero, in order of time. */
export function intervalsOf({ timesMs, values }: Points, { stepMs, mostGapMs }: IntervalOptions): Interval[] {
  const intervals: Interval[] = [];
  timesMs.forEach((endMs, index) => {
    const value = values[index] ?? 0;
    const last = intervals.at(-1);
    if (!(value > 0)) {
      return;
    }
    if (last && endMs - last.endMs <= mostGapMs) {
      last.endMs = endMs;
      last.sum += value;
    } else {
      intervals.push({ startMs: endMs - stepMs, endMs, sum: value });
    }
  });
  return intervals;
}
