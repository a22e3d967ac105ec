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

/** The number of requests so far. Each has its own ID, because Grafana cancels a request when another one has the same ID. */
let requests = 0;

/** The maximum number of points per series in Prometheus. */
const MAX_POINTS = 11_000;

/**
 * Sends queries for a window to one of the user's data sources, as that user. Emits the frames of all queries once, with their
 * refIds. Errors with the error of the data source.
 *
 * @param intervalMs the minimum step of the queries.
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
