import { type Labels } from '../kubernetes/clusterFacts';

/** A series of a range query. Each point describes the step that ends at it. */
export interface Points {
  labels: Labels;
  timesMs: readonly number[];
  values: readonly number[];
}

/** A time span without a longer pause. */
export interface Interval {
  startMs: number;
  endMs: number;
  /** The sum of the values of its points. */
  sum: number;
}

export interface IntervalOptions {
  stepMs: number;
  /** Points that are further apart start another region. */
  mostGapMs: number;
}

/** The time spans with values above zero, in order of time. */
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
