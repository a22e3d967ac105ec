import { type DataFrame, type DataSourceApi, FieldType } from '@grafana/data';
import { map, type Observable } from 'rxjs';
import { type TimeWindow } from '../../core/time';
import { type Points } from '../../core/events/intervals';
import { displayableLabels } from './displayableLabels';
import { queryPrometheus } from './queryPrometheus';
import { rangeQuery } from './prometheusQuery';

/**
 * Evaluates expressions over a window in the user's Prometheus, as that user, with the given step. Emits their series by name
 * once. Errors with what to do.
 *
 * @param expressions by unique names.
 */
export function rangeSeries(
  prometheus: DataSourceApi,
  expressions: ReadonlyMap<string, string>,
  { window, stepSeconds }: { window: TimeWindow; stepSeconds: number }
): Observable<(name: string) => Points[]> {
  const queries = [...expressions].map(([name, expr]) => rangeQuery(name, expr, stepSeconds));
  return queryPrometheus(prometheus, queries, window).pipe(
    map((frames) => (name) => frames.filter(({ refId }) => refId === name).flatMap(pointsOf))
  );
}

function pointsOf({ fields }: DataFrame): Points[] {
  const times = fields.find(({ type }) => type === FieldType.time);
  const values = fields.find(({ type }) => type === FieldType.number);
  return times && values
    ? [
        {
          labels: displayableLabels(values.labels),
          timesMs: times.values.map(Number),
          values: values.values.map(Number),
        },
      ]
    : [];
}
