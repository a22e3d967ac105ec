import { map, type Observable, of, switchMap } from 'rxjs';
import { type AlertLink } from '../../core/alert/alertLink';
import { ALERT_STEP_SECONDS, alertSelector } from '../../core/alert/alertSeries';
import { type Points } from '../../core/events/intervals';
import { type TimeWindow } from '../../core/time';
import { existingPrometheus, type QueryContext } from '../context/queryContext';
import { rangeSeries } from './rangeSeries';

const NAME = 'alert';

/** The series that the user's Prometheus wrote about an alert in a window. Emits once. Errors with what to do. */
export function alertSeries(
  context: Pick<QueryContext, 'prometheus'>,
  alert: AlertLink,
  window: TimeWindow
): Observable<Points[]> {
  const expression = alertSelector(alert);
  if (expression === undefined) {
    return of([]);
  }
  const query = new Map([[NAME, expression]]);
  return existingPrometheus(context).pipe(
    switchMap((prometheus) => rangeSeries(prometheus, query, { window, stepSeconds: ALERT_STEP_SECONDS })),
    map((seriesOf) => seriesOf(NAME))
  );
}
