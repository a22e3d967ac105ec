import { type DataFrame, type DataSourceApi } from '@grafana/data';
import { catchError, type Observable, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { queryDataSource } from '../context/queryDataSource';
import { prometheusFailure } from './failure';
import { type PrometheusQuery, queryFor } from './prometheusQuery';

/** A short minimum, because the queries set their own steps. */
const INTERVAL_MS = 1_000;

/**
 * Sends queries for a window to the user's Prometheus, as that user. Emits the frames of all queries once, with their refIds.
 * `$__range` is the window. Errors with what to do.
 */
export function queryPrometheus(
  prometheus: DataSourceApi,
  queries: readonly PrometheusQuery[],
  window: TimeWindow
): Observable<DataFrame[]> {
  const targets = queries.map((query) => queryFor(prometheus, query));
  return queryDataSource(prometheus, targets, window, INTERVAL_MS).pipe(
    catchError((failure: unknown) => throwError(() => prometheusFailure(prometheus, failure)))
  );
}
