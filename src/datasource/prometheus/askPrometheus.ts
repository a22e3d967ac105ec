import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  LoadingState,
} from '@grafana/data';
import { catchError, filter, from, type Observable, of, switchMap, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/flow/flow';
import { failureOf } from '../failureOf';
import { prometheusFailure } from './failure';
import { type PrometheusQuery, queryFor } from './prometheusQuery';

/** Grafana cancels a request when another one comes under its id: each gets one of its own. */
let requests = 0;

/** More points than this in one series Prometheus refuses. */
const MOST_POINTS = 11_000;

/**
 * Asks the user's Prometheus for several queries over a window, as that user, and emits the frames of them
 * all once: they are told apart by their refId. `$__range` is the window. Errors with what to do.
 */
export function askPrometheus(
  prometheus: DataSourceApi,
  queries: readonly PrometheusQuery[],
  window: TimeWindow
): Observable<DataFrame[]> {
  return from(prometheus.query(requestFor(prometheus, queries, window))).pipe(
    filter(({ state }) => state === undefined || state === LoadingState.Done || state === LoadingState.Error),
    switchMap(framesOf),
    catchError((failure: unknown) => throwError(() => prometheusFailure(prometheus, failure)))
  );
}

function requestFor(
  prometheus: DataSourceApi,
  queries: readonly PrometheusQuery[],
  { startMs, endMs }: TimeWindow
): DataQueryRequest<PrometheusQuery> {
  const range = { from: dateTime(startMs), to: dateTime(endMs) };
  return {
    app: CoreApp.Dashboard,
    requestId: `eastwest-${requests++}`,
    // The queries say their own steps: these would only make them longer.
    interval: '1s',
    intervalMs: 1_000,
    maxDataPoints: MOST_POINTS,
    range: { ...range, raw: range },
    scopedVars: {},
    targets: queries.map((query) => queryFor(prometheus, query)),
    timezone: 'browser',
    startTime: endMs,
  };
}

function framesOf(response: DataQueryResponse): Observable<DataFrame[]> {
  const failure = failureOf(response);
  return failure ? throwError(() => failure) : of(response.data);
}
