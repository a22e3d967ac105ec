import {
  CoreApp,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  dateTime,
  LoadingState,
} from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { filter, from, type Observable, of, switchMap, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { failureOf } from '../results/failure';

/** Grafana cancels a request when another one comes under its id: each gets one of its own. */
let requests = 0;

/** More points than this in one series Prometheus refuses. */
const MAX_POINTS = 11_000;

/**
 * Sends queries to one of the user's data sources over a window, as that user, and emits the frames of them all once: they
 * have the refIds of their queries. Errors with what that data source says.
 *
 * @param intervalMs the shortest step that the queries may be made with.
 */
export function queryDataSource(
  dataSource: DataSourceApi,
  targets: DataQuery[],
  { startMs, endMs }: TimeWindow,
  intervalMs: number
): Observable<DataFrame[]> {
  const range = { from: dateTime(startMs), to: dateTime(endMs) };
  const request: DataQueryRequest = {
    app: CoreApp.Dashboard,
    requestId: `eastwest-${requests++}`,
    interval: `${intervalMs / 1_000}s`,
    intervalMs,
    maxDataPoints: MAX_POINTS,
    range: { ...range, raw: range },
    scopedVars: {},
    targets,
    timezone: 'browser',
    startTime: endMs,
  };
  return from(dataSource.query(request)).pipe(
    filter(({ state }) => state === undefined || state === LoadingState.Done || state === LoadingState.Error),
    switchMap(framesOf)
  );
}

function framesOf(response: DataQueryResponse): Observable<DataFrame[]> {
  const failure = failureOf(response);
  return failure ? throwError(() => failure) : of(response.data);
}
