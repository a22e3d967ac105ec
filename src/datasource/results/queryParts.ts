import { infoNotice, type Notice, warningNotice } from '../../core/notice';
import { categoryLabel } from '../../core/flow/category';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { type FlowApiError } from '../../flowapi/errors';
import { type QueryPart } from '../../flowapi/queryPart';
import {
  type CutResponses,
  inWindows,
  metricOfCategories,
  missingInResult,
  queriesCompleted,
  rowLimitReached,
} from '../messages';

/** Parts of a result in words, with the number of windows if there are several: "data transferred ("Internet") in 2 time windows". */
export function describeParts(parts: readonly QueryPart[]): string {
  const byMetric = new Map<string, Set<string>>();
  for (const { metric, category } of parts) {
    const label = FLOW_METRIC_LABELS[metric].toLowerCase();
    byMetric.set(label, (byMetric.get(label) ?? new Set()).add(categoryLabel(category)));
  }
  const windows = new Set(parts.map(({ window }) => window.startMs)).size;
  const what = [...byMetric].map(([metric, categories]) => metricOfCategories(metric, [...categories])).join('; ');
  return windows > 1 ? inWindows(what, windows) : what;
}

/**
 * A notice about the limit of rows, if it cuts responses. Its severity is low because users cannot change the limit of the API,
 * but they need to know that sums can be too low.
 */
export function cutNotices(responses: CutResponses): Notice[] {
  return responses.cut === 0 ? [] : [infoNotice(rowLimitReached(responses))];
}

/** Notices about the progress and the failures of a batch of queries. */
export function progressNotices<Part>(
  { done, total, failed }: { done: number; total: number; failed: ReadonlyArray<FailedPart<Part>> },
  describe: (parts: readonly Part[]) => string
): Notice[] {
  return [...runningNotices(done, total), ...failureNotices(failed, describe)];
}

/** A notice with the number of completed queries, while some are still running. */
function runningNotices(done: number, total: number): Notice[] {
  return done < total ? [infoNotice(queriesCompleted(done, total))] : [];
}

/** A part of a result whose query failed. */
export interface FailedPart<Part> {
  part: Part;
  error: FlowApiError;
}

/** One notice for each reason, with all parts that failed for it. */
export function failureNotices<Part>(
  failed: ReadonlyArray<FailedPart<Part>>,
  describe: (parts: readonly Part[]) => string
): Notice[] {
  const byReason = new Map<string, Part[]>();
  for (const { part, error } of failed) {
    byReason.set(error.message, [...(byReason.get(error.message) ?? []), part]);
  }
  return [...byReason].map(([reason, parts]) => warningNotice(missingInResult(describe(parts), reason)));
}
