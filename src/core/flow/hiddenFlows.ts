import { type TimeWindow } from '../time';
import { type Category } from './category';
import { type FlowMetricName } from './metric';

/** A response that reaches the row limit. The API can have more rows, and none of them is larger than its smallest row. */
export interface CutAnswer {
  window: TimeWindow;
  metric: FlowMetricName;
  category: Category;
  /** Bytes, a count, or microseconds. */
  smallest: number;
}

/** The most that a flow that is in no response can have of a metric in all windows together. */
export interface HiddenAtMost {
  metric: FlowMetricName;
  category: Category;
  /** Bytes, a count, or microseconds. */
  most: number;
}

/**
 * The bounds of flows that truncated responses omit, by metric and category, in the order of the responses. A flow that is
 * not in the response for a window has at most the smallest value in it, and nothing in a window whose response is
 * complete. With several monitors, the larger bound applies.
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
      // Each end reports its own losses in a separate row.
      return 2 * sum;
    case 'DATA_TRANSFERRED':
      return sum;
  }
}
