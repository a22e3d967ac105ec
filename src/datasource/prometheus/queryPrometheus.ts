import { type DataFrame, type DataSourceApi } from '@grafana/data';
import { catchError, type Observable, throwError } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { queryDataSource } from '../context/queryDataSource';
import { prometheusFailure } from './failure';
import { type PrometheusQuery, queryFor } from './prometheusQuery';

/** The queries say their own steps: this would only make them longer. */
const INTERVAL_MS = 1_000;

/**
 * Asks the user's Prometheus for several queries over a window, as that user, and emits the frames of them
 * all once: they are told apart by their refId. `$__range` is the window. Errors with what to do.
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
