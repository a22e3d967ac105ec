import { type TimeWindow } from '../time';
import { type Category } from './category';
import { type FlowMetricName } from './metric';

/** An answer with as many rows as were asked for: there can be more, and none of them is larger than its smallest row. */
export interface CutAnswer {
  window: TimeWindow;
  metric: FlowMetricName;
  category: Category;
  /** Bytes, a count, or microseconds. */
  smallest: number;
}

/** What a single flow can have at most of a metric in all windows together, if no answer has it. */
export interface HiddenAtMost {
  metric: FlowMetricName;
  category: Category;
  /** Bytes, a count, or microseconds. */
  most: number;
}

/**
 * The bounds of what cut answers leave out, by metric and category, in the order of the answers. A flow that is not in the
 * answer to a window has at most the smallest value in it, and nothing in a window whose answer is not cut. Of
 * several monitors, the answer that leaves out more counts.
 */
export function hiddenAtMost(cut: readonly CutAnswer[]): HiddenAtMost[] {
  const kinds = new Map<string, { metric: FlowMetricName; category: Category; byWindow: Map<number, number> }>();
  for (const { window, metric, category, smallest } of cut) {
    const key = `${metric}/${category}`;
    const kind = kinds.get(key) ?? { metric, category, byWindow: new Map<number, number>() };
    kinds.set(key, kind);
    kind.byWindow.set(window.startMs, Math.max(smallest, kind.byWindow.get(window.startMs) ?? 0));
  }
  return [...kinds.values()].map(({ metric, category, byWindow }) => ({
    ...{ metric, category },
    most: ofAllWindows(metric, [...byWindow.values()]),
  }));
}

function ofAllWindows(metric: FlowMetricName, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (metric) {
    case 'ROUND_TRIP_TIME':
      return Math.max(...values);
    case 'RETRANSMISSIONS':
    case 'TIMEOUTS':
      // Each end reports what it sent itself, in a row of its own.
      return 2 * sum;
    case 'DATA_TRANSFERRED':
      return sum;
  }
}
