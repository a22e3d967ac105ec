import { type DataFrame, FieldType } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { catchError, from, map, of, switchMap } from 'rxjs';
import {
  KUBERNETES_EVENTS,
  kubernetesWarnings,
  type LogLine,
  warningsQuery,
} from '../../../core/events/kubernetesEvents';
import { isRecord } from '../../../core/json';
import { type Labels } from '../../../core/kubernetes/clusterFacts';
import { infoNotice, warningNotice } from '../../../core/notice';
import { queryDataSource } from '../../context/queryDataSource';
import { type QueryContext } from '../../context/queryContext';
import { kubernetesEventsCut, kubernetesEventsFailed } from '../../messages';
import { failureMessage } from '../../results/failure';
import { type DiagnosisRequest, historyOf, type ObservationPart } from './observed';

/** Loki's usual limit for a query (`max_entries_limit_per_query` is 5,000). */
const MAX_LINES = 1_000;
/** Logs have no steps. */
const INTERVAL_MS = 1_000;

/** Kubernetes' warnings from the user's Loki, queried as that user; nothing if no Loki data source is selected. */
export function kubernetesEvents({ settings }: QueryContext, request: DiagnosisRequest): ObservationPart[] {
  const { lokiUid, eventsSelector = KUBERNETES_EVENTS } = settings;
  return lokiUid === undefined || lokiUid === '' ? [] : [warnings(lokiUid, warningsQuery(eventsSelector), request)];
}

function warnings(lokiUid: string, expr: string, request: DiagnosisRequest): ObservationPart {
  return from(getDataSourceSrv().get(lokiUid)).pipe(
    switchMap((loki) => {
      const target = { refId: 'events', datasource: loki.getRef(), expr, queryType: 'range', maxLines: MAX_LINES };
      return queryDataSource(loki, [target], historyOf(request), INTERVAL_MS);
    }),
    map((frames) => frames.flatMap(linesOf)),
    map((lines) => ({
      warnings: kubernetesWarnings(lines),
      notices: lines.length >= MAX_LINES ? [infoNotice(kubernetesEventsCut(MAX_LINES))] : [],
    })),
    catchError((failure: unknown) => of({ notices: [warningNotice(kubernetesEventsFailed(failureMessage(failure)))] }))
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
