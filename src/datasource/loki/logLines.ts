import { type DataFrame, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, from, map, type Observable, switchMap, throwError } from 'rxjs';
import { type LogLine } from '../../core/events/kubernetesEvents';
import { isRecord } from '../../core/json';
import { type Labels } from '../../core/kubernetes/clusterFacts';
import { type TimeWindow } from '../../core/time';
import { queryDataSource } from '../context/queryDataSource';
import { kubernetesEventsFailed } from '../messages';
import { failureMessage } from '../results/failure';

/** Loki's usual limit for a query is 5,000 (`max_entries_limit_per_query`). */
export const MAX_LINES = 1_000;
/** Logs have no steps. */
const INTERVAL_MS = 1_000;

/**
 * The newest lines of a LogQL query in a window, from the user's Loki data source as that user. Emits once. Errors with what to
 * do.
 */
export function logLines(lokiUid: string, expr: string, window: TimeWindow): Observable<LogLine[]> {
  return from(getDataSourceSrv().get(lokiUid)).pipe(
    switchMap((loki) => {
      const target = { refId: 'lines', datasource: loki.getRef(), expr, queryType: 'range', maxLines: MAX_LINES };
      return queryDataSource(loki, [target], window, INTERVAL_MS);
    }),
    map((frames) => frames.flatMap(linesOf)),
    catchError((failure: unknown) => throwError(() => new Error(kubernetesEventsFailed(failureMessage(failure)))))
  );
}

/** The lines of a frame of Loki: a time, a text, and the labels of the stream. */
function linesOf({ fields, length }: DataFrame): LogLine[] {
  const times = fields.find(({ type }) => type === FieldType.time)?.values;
  const texts = fields.find(({ name, type }) => type === FieldType.string && ['Line', 'body'].includes(name))?.values;
  const labels = fields.find(({ name }) => name === 'labels')?.values;
  return Array.from({ length }, (_, row) => ({
    timeMs: Number(times?.[row]),
    line: String(texts?.[row] ?? ''),
    labels: labelsIn(labels?.[row]),
  }));
}

function labelsIn(value: unknown): Labels {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)])) : {};
}
