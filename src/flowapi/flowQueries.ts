import { catchError, concatMap, from, map, mergeMap, type Observable, of, scan, throwError } from 'rxjs';
import { type Category } from '../core/flow/category';
import { type TimeWindow } from '../core/flow/flow';
import { type FlowMetricName } from '../core/flow/metric';
import { type Report } from '../core/flow/report';
import { type FlowApiError, toFlowApiError } from './errors';
import { type Pacing } from './pacing';
import { topContributors } from './topContributors';
import { type FlowApiTransport } from './transport';

/** A whole picture of a monitor's flows: every metric of every category in one window. */
export interface FlowsRequest {
  monitorName: string;
  window: TimeWindow;
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Asked too; that the endpoint refuses one of them is no failure. */
  optionalCategories: readonly Category[];
  /** Top contributors per metric and category, 1 to 500. */
  limit: number;
}

/** What part of the picture failed, and why; the others stand. */
export interface FailedQuery {
  metric: FlowMetricName;
  category: Category;
  error: FlowApiError;
}

/** The picture so far; the last one has `done === total`. */
export interface FlowsProgress {
  done: number;
  total: number;
  /** How many queries were answered, with rows or without. */
  succeeded: number;
  reports: Report[];
  failed: FailedQuery[];
}

/**
 * How many queries run at once. A query takes AWS about ten seconds; ten at a time bring the usual 32
 * in well under a minute, before the dashboard's next refresh. The API's rate limits are not
 * published: where ten are too many, it throttles and the backoff spreads them.
 */
const CONCURRENCY = 10;

/**
 * Asks for every metric of every category, several at a time, and emits the picture after each
 * answer. A query that fails leaves the others standing; a failure that would meet every query (an
 * address that does not answer, a monitor that does not exist) ends all at once as an error.
 */
export function flowQueries(
  transport: FlowApiTransport,
  request: FlowsRequest,
  pacing: Pacing
): Observable<FlowsProgress> {
  const categories = [...request.categories, ...request.optionalCategories];
  const queries = request.metrics.flatMap((metric) => categories.map((category) => ({ metric, category })));
  const start: FlowsProgress = { done: 0, total: queries.length, succeeded: 0, reports: [], failed: [] };
  return from(queries).pipe(
    mergeMap(({ metric, category }) => oneQuery(transport, request, metric, category, pacing), CONCURRENCY),
    scan(
      (progress, { isAnswered, reports, failed }) => ({
        ...progress,
        done: progress.done + 1,
        succeeded: progress.succeeded + (isAnswered ? 1 : 0),
        reports: [...progress.reports, ...reports],
        failed: [...progress.failed, ...failed],
      }),
      start
    ),
    concatMap((progress) => (isHopeless(progress) ? throwError(() => progress.failed[0]?.error) : of(progress)))
  );
}

interface Outcome {
  isAnswered: boolean;
  reports: Report[];
  failed: FailedQuery[];
}

function oneQuery(
  transport: FlowApiTransport,
  { monitorName, window, limit, optionalCategories }: FlowsRequest,
  metric: FlowMetricName,
  category: Category,
  pacing: Pacing
): Observable<Outcome> {
  const query = {
    monitorName,
    startTime: new Date(window.startMs).toISOString(),
    endTime: new Date(window.endMs).toISOString(),
    metricName: metric,
    destinationCategory: category,
    limit,
  };
  return topContributors(transport, query, pacing).pipe(
    map((reports): Outcome => ({ isAnswered: true, reports, failed: [] })),
    catchError((failure: unknown) => {
      const error = toFlowApiError(failure, `Monitor "${monitorName}"`);
      if (error.concernsEverything) {
        return throwError(() => error);
      }
      const isMissed = error.kind !== 'invalid' || !optionalCategories.includes(category);
      return of({ isAnswered: false, reports: [], failed: isMissed ? [{ metric, category, error }] : [] });
    })
  );
}

function isHopeless({ done, total, succeeded }: FlowsProgress): boolean {
  return done === total && succeeded === 0;
}
