import { catchError, concatMap, defer, from, map, mergeMap, type Observable, of, scan, throwError } from 'rxjs';
import { type TimeWindow } from '../core/time';
import { type Category } from '../core/flow/category';
import { type CutAnswer } from '../core/flow/hiddenFlows';
import { type FlowMetricName } from '../core/flow/metric';
import { type Report } from '../core/flow/report';
import { type FlowApiError, toFlowApiError } from './errors';
import { fatalErrorOf } from './queryBatch';
import { type QueryPart } from '../datasource/results/queryParts';
import { type SharedTopContributors } from './sharedTopContributors';

/** A whole picture of a monitor's flows: every metric of every category in one or more windows. */
export interface FlowsRequest {
  monitorName: string;
  /** Each at most an hour long; in the order in which they are to be asked. */
  windows: readonly TimeWindow[];
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Asked too; that the endpoint refuses one of them is no failure. */
  optionalCategories: readonly Category[];
  /** Top contributors per metric and category, 1 to 500. */
  limit: number;
}

/** What part of the picture failed, and why; the others stand. */
export interface FailedQuery extends QueryPart {
  error: FlowApiError;
}

/** What was answered about one window: by query, in a fixed order; undefined where there is no answer yet. */
export interface WindowAnswers {
  window: TimeWindow;
  answers: ReadonlyArray<readonly Report[] | undefined>;
  /** The categories of which all flows with bytes are known, not the largest only. */
  allBytes: readonly Category[];
}

/** The picture so far; the last one has `done === total`. */
export interface FlowsProgress {
  done: number;
  total: number;
  /** How many queries were answered, with rows or without. */
  succeeded: number;
  /** As the request's windows. One whose answers did not change since the last progress is the same object. */
  windows: readonly WindowAnswers[];
  failed: readonly FailedQuery[];
  /** Answers with as many rows as were asked for: there may be more that are not among the top. */
  cut: readonly CutAnswer[];
}

interface Part extends QueryPart {
  windowIndex: number;
  partIndex: number;
}

type Outcome = { part: Part; reports: readonly Report[] } | { part: Part; error: FlowApiError };

/**
 * Asks for every metric of every category and emits the picture after each answer. A query that fails
 * leaves the others standing; failures that would meet every query (an address that does not answer,
 * a monitor that does not exist) end all at once as an error, see {@link fatalErrorOf}.
 */
export function flowQueries(shared: SharedTopContributors, request: FlowsRequest): Observable<FlowsProgress> {
  const { client } = shared;
  const parts = partsOf(request);
  return defer(() => {
    const answersBefore = client.answers;
    return from(parts).pipe(
      // All at once: how many really run, and in which order, is the client's own affair.
      mergeMap((part) => outcome(shared, request, part)),
      scan((progress, result) => withOutcome(progress, result, request), nothingYet(request, parts.length)),
      concatMap((progress) => {
        const failures = progress.failed.map(({ error }) => error);
        const error = fatalErrorOf({ ...progress, failures, isAnswering: client.answers > answersBefore });
        return error ? throwError(() => error) : of(progress);
      })
    );
  });
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

function outcome(shared: SharedTopContributors, request: FlowsRequest, part: Part): Observable<Outcome> {
  const { monitorName, limit } = request;
  const query = {
    monitorName,
    startTime: new Date(part.window.startMs).toISOString(),
    endTime: new Date(part.window.endMs).toISOString(),
    metricName: part.metric,
    destinationCategory: part.category,
    limit,
  };
  return shared.get(query).pipe(
    map((reports): Outcome => ({ part, reports })),
    catchError((failure: unknown) => of({ part, error: toFlowApiError(failure, `Monitor "${monitorName}"`) }))
  );
}

function withOutcome(progress: FlowsProgress, result: Outcome, request: FlowsRequest): FlowsProgress {
  const { part } = result;
  const { window, metric, category } = part;
  const done = progress.done + 1;
  if ('error' in result) {
    const isExpected = result.error.kind === 'invalid' && request.optionalCategories.includes(category);
    const failure = { window, metric, category, error: result.error };
    return { ...progress, done, failed: isExpected ? progress.failed : [...progress.failed, failure] };
  }
  const isCut = result.reports.length >= request.limit;
  return {
    ...progress,
    done,
    succeeded: progress.succeeded + 1,
    windows: progress.windows.map((known, index) =>
      index === part.windowIndex ? withAnswer(known, result, isCut) : known
    ),
    cut: isCut ? [...progress.cut, { window, metric, category, smallest: smallestOf(result.reports) }] : progress.cut,
  };
}

function smallestOf(reports: readonly Report[]): number {
  return reports.reduce((smallest, { value }) => Math.min(smallest, value), Infinity);
}

function withAnswer(
  known: WindowAnswers,
  { part, reports }: { part: Part; reports: readonly Report[] },
  isCut: boolean
): WindowAnswers {
  const answers = [...known.answers];
  answers[part.partIndex] = reports;
  const isWhole = part.metric === 'DATA_TRANSFERRED' && !isCut;
  return { ...known, answers, allBytes: isWhole ? [...known.allBytes, part.category] : known.allBytes };
}
