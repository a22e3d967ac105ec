import { type Observable, scan } from 'rxjs';
import { type TimeWindow } from '../core/time';
import { type Category } from '../core/flow/category';
import { type CutAnswer } from '../core/flow/hiddenFlows';
import { type FlowMetricName } from '../core/flow/metric';
import { type Report } from '../core/flow/report';
import { type FlowApiError } from './errors';
import { queryBatch, type QueryOutcome } from './queryBatch';
import { type QueryPart } from './queryPart';
import { type SharedTopContributors } from './sharedTopContributors';

/** A request for the flows of a monitor: every metric of every category in one or more windows. */
export interface FlowsRequest {
  monitorName: string;
  /** Each at most an hour long, in the order of the queries. */
  windows: readonly TimeWindow[];
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Also queried. It is not a failure if the endpoint rejects one of them. */
  optionalCategories: readonly Category[];
  /** Top contributors per metric and category, 1 to 500. */
  limit: number;
}

/** A failed query with its error. The others are not affected. */
interface FailedQuery {
  part: QueryPart;
  error: FlowApiError;
}

/** The results for one window, by query in a fixed order; undefined for queries without a result yet. */
export interface WindowAnswers {
  window: TimeWindow;
  answers: ReadonlyArray<readonly Report[] | undefined>;
  /** The categories for which all flows with bytes are known, not only the largest. */
  allBytes: readonly Category[];
}

/** The results so far. The last progress has `done === total`. */
export interface FlowsProgress {
  done: number;
  total: number;
  /** The number of successful queries, with or without rows. */
  succeeded: number;
  /** In the order of the request's windows. A window without new results is the same object as in the last progress. */
  windows: readonly WindowAnswers[];
  failed: readonly FailedQuery[];
  /** Results with as many rows as requested: there may be more that are not in the top. */
  cut: readonly CutAnswer[];
}

interface Part extends QueryPart {
  windowIndex: number;
  partIndex: number;
}

type Outcome = QueryOutcome<Part, readonly Report[]>;

/**
 * Queries every metric of every category and emits the progress after each outcome. If a query fails, the others continue.
 * Errors with a FlowApiError for failures that affect all queries, for example if the monitor does not exist.
 */
export function flowQueries(shared: SharedTopContributors, request: FlowsRequest): Observable<FlowsProgress> {
  const { monitorName, limit } = request;
  const parts = partsOf(request);
  const query = ({ window, metric, category }: Part) =>
    shared.get({
      monitorName,
      startTime: new Date(window.startMs).toISOString(),
      endTime: new Date(window.endMs).toISOString(),
      metricName: metric,
      destinationCategory: category,
      limit,
    });
  return queryBatch(shared.client, { parts, query, subject: `Monitor "${monitorName}"` }).pipe(
    scan((progress, outcome: Outcome) => withOutcome(progress, outcome, request), nothingYet(request, parts.length))
  );
}

function partsOf({ windows, metrics, categories, optionalCategories }: FlowsRequest): Part[] {
  const kinds = metrics.flatMap((metric) =>
    [...categories, ...optionalCategories].map((category) => ({ metric, category }))
  );
  return windows.flatMap((window, windowIndex) =>
    kinds.map((kind, partIndex) => ({ ...kind, window, windowIndex, partIndex }))
  );
}

function nothingYet({ windows }: FlowsRequest, total: number): FlowsProgress {
  const noAnswers = windows.map((window) => ({ window, answers: [], allBytes: [] }));
  return { done: 0, total, succeeded: 0, windows: noAnswers, failed: [], cut: [] };
}

function withOutcome(progress: FlowsProgress, result: Outcome, request: FlowsRequest): FlowsProgress {
  const { part } = result;
  const { window, metric, category } = part;
  const done = progress.done + 1;
  if ('error' in result) {
    const isExpected = result.error.kind === 'invalid' && request.optionalCategories.includes(category);
    const failure = { part: { window, metric, category }, error: result.error };
    return { ...progress, done, failed: isExpected ? progress.failed : [...progress.failed, failure] };
  }
  const isCut = result.answer.length >= request.limit;
  return {
    ...progress,
    done,
    succeeded: progress.succeeded + 1,
    windows: progress.windows.map((current, index) =>
      index === part.windowIndex ? withAnswer(current, result, isCut) : current
    ),
    cut: isCut ? [...progress.cut, { window, metric, category, smallest: smallestOf(result.answer) }] : progress.cut,
  };
}

function smallestOf(reports: readonly Report[]): number {
  return reports.reduce((smallest, { value }) => Math.min(smallest, value), Infinity);
}

function withAnswer(
  current: WindowAnswers,
  { part, answer }: { part: Part; answer: readonly Report[] },
  isCut: boolean
): WindowAnswers {
  const answers = [...current.answers];
  answers[part.partIndex] = answer;
  const isWhole = part.metric === 'DATA_TRANSFERRED' && !isCut;
  return { ...current, answers, allBytes: isWhole ? [...current.allBytes, part.category] : current.allBytes };
}
