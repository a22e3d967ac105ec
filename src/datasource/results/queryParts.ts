import { infoNotice, type Notice, warningNotice } from '../../core/notice';
import { categoryLabel } from '../../core/flow/category';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { type FlowApiError } from '../../flowapi/errors';
import { type QueryPart } from '../../flowapi/queryPart';

/** "data transferred of "Same zone", "Cross-zone"", with the number of windows where they are several. */
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

/** How far a batch of queries has come, and its failures. */
export function progressNotices<Part>(
  { done, total, failed }: { done: number; total: number; failed: ReadonlyArray<FailedPart<Part>> },
  describe: (parts: readonly Part[]) => string
): Notice[] {
  return [...runningNotices(done, total), ...failureNotices(failed, describe)];
}

/** That queries are still running. */
export function runningNotices(done: number, total: number): Notice[] {
  return done < total ? [infoNotice(`${done} of ${total} queries answered.`)] : [];
}

export interface FailedPart<Part> {
  part: Part;
  error: FlowApiError;
}

/** One notice for each reason, however many queries failed for it. */
export function failureNotices<Part>(
  failed: ReadonlyArray<FailedPart<Part>>,
  describe: (parts: readonly Part[]) => string
): Notice[] {
  const byReason = new Map<string, Part[]>();
  for (const { part, error } of failed) {
    byReason.set(error.message, [...(byReason.get(error.message) ?? []), part]);
  }
  return [...byReason].map(([reason, parts]) => warningNotice(`Without ${describe(parts)}: ${reason}`));
}
