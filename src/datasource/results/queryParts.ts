import { type TimeWindow } from '../../core/time';
import { type Notice } from '../../core/notice';
import { type Category, categoryLabel } from '../../core/flow/category';
import { FLOW_METRIC_LABELS, type FlowMetricName } from '../../core/flow/metric';

/** One of the queries that a picture is made of: a metric of a category in a window. */
export interface QueryPart {
  window: TimeWindow;
  metric: FlowMetricName;
  category: Category;
}

/** "data transferred of "Within a zone", "Across zones"", with the number of windows where they are several. */
export function describeParts(parts: readonly QueryPart[]): string {
  const byMetric = new Map<string, Set<string>>();
  for (const { metric, category } of parts) {
    const label = FLOW_METRIC_LABELS[metric].toLowerCase();
    byMetric.set(label, (byMetric.get(label) ?? new Set()).add(`"${categoryLabel(category)}"`));
  }
  const windows = new Set(parts.map(({ window }) => window.startMs)).size;
  const what = [...byMetric].map(([metric, categories]) => `${metric} of ${[...categories].join(', ')}`).join('; ');
  return windows > 1 ? `${what} in ${windows} of the windows` : what;
}

/** How many answers were cut at the limit of rows, out of how many, and what they are of where they differ. */
export interface CutAnswers {
  cut: number;
  answered: number;
  limit: number;
  what?: string;
  /** What each flow that is left out has at most, where that is known: "2.1 MB of data transferred". */
  most?: string;
}

/**
 * Says what the limit hides. The severity is low because the API answers with the top only and nobody can change
 * that, but the reader of a sum has to know it.
 */
export function cutNotices({ cut, answered, limit, what, most }: CutAnswers): Notice[] {
  const text =
    `${cut} of ${answered} answers reach the limit of ${limit} rows${what === undefined ? '' : `: ${what}`}. ` +
    `What is beyond the top ${limit} is not included: what is not shown is not zero, and sums can be too low.` +
    (most === undefined ? '' : ` Each flow that is not shown has at most ${most}.`);
  return cut === 0 ? [] : [{ severity: 'info', text }];
}
