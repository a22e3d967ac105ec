import {
  createDataFrame,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  FieldType,
  LoadingState,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { catchError, from, map, type Observable, of } from 'rxjs';
import { type AgentMetric } from '../../core/promql/catalogue';
import { type MetricQuery } from '../../core/query/resolveQuery';
import { errorResponse } from '../errorResponse';
import { type PrometheusQuery, toPrometheusQuery } from './prometheusQuery';
import { isSilentAgentsFrame, silentAgentsNotices, silentAgentsQuery } from './silentAgents';

const RATE_UNITS: Record<AgentMetric['unit'], string> = { bytes: 'Bps', packets: 'pps', connections: 'cps' };
const TOTAL_UNITS: Record<AgentMetric['unit'], string> = { bytes: 'bytes', packets: 'short', connections: 'short' };

export interface MetricTask {
  query: MetricQuery;
  refId: string;
  hasKubeStateMetrics: boolean;
}

/** Runs a metric query through the user's own Prometheus data source, as that user. */
export function metricResponse(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  { query, refId, hasKubeStateMetrics }: MetricTask
): Observable<DataQueryResponse> {
  const datasource = prometheus.getRef();
  const target = { ...toPrometheusQuery(query, refId, hasKubeStateMetrics), datasource };
  const delegated: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: [target, { ...silentAgentsQuery(refId), datasource }],
    // Ad-hoc filters name columns of our frames, not labels of the agent's series.
    filters: [],
    requestId: `${request.requestId}-prometheus-${refId}`,
  };
  const unit = (query.calculation === 'rate' ? RATE_UNITS : TOTAL_UNITS)[query.metric.unit];
  return from(prometheus.query(delegated)).pipe(
    map((response): DataQueryResponse => {
      const failure = failureOf(response, refId);
      return failure
        ? errorResponse(new Error(explain(prometheus, failure.message ?? failure.data?.message)), refId)
        : { ...response, key: refId, data: framesOf(response, unit, query, hasKubeStateMetrics) };
    }),
    catchError((failure: unknown) =>
      of(errorResponse(new Error(explain(prometheus, failure instanceof Error ? failure.message : undefined)), refId))
    )
  );
}

/** What is wrong with the answer itself; that the silent agents could not be asked costs their notice only. */
function failureOf(response: DataQueryResponse, refId: string): DataQueryError | undefined {
  const { errors } = response;
  // Answers other than 200 reach us in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return errors?.length ? errors.find((one) => (one.refId ?? refId) === refId) : response.error;
}

function framesOf(response: DataQueryResponse, unit: string, query: MetricQuery, isGuarded: boolean): DataFrame[] {
  const all: DataFrame[] = response.data;
  const notices = silentAgentsNotices(all);
  const frames = all.filter((frame) => !isSilentAgentsFrame(frame));
  const isFinal = response.state === undefined || response.state === LoadingState.Done;
  if (isFinal && frames.every(({ length }) => length === 0)) {
    return [withNotices(nothingFound(query, isGuarded), notices)];
  }
  return frames.map((frame, index) => withNotices(withUnit(frame, unit), index === 0 ? notices : []));
}

function withUnit(frame: DataFrame, unit: string): DataFrame {
  const fields = frame.fields.map((field) =>
    field.type === FieldType.number ? { ...field, config: { unit, ...field.config } } : field
  );
  return { ...frame, fields };
}

function withNotices(frame: DataFrame, notices: QueryResultMetaNotice[]): DataFrame {
  return { ...frame, meta: { ...frame.meta, notices: [...(frame.meta?.notices ?? []), ...notices] } };
}

/** An empty answer has a reason that the user can look for; a blank panel has none. */
function nothingFound({ metric }: MetricQuery, isGuarded: boolean): DataFrame {
  const hint =
    isGuarded && metric.subject === 'pod'
      ? ' If it is, check that kube-state-metrics is too, or switch it off in the data source settings.'
      : '';
  const text = `No series of "${metric.name}" in this range. Check that the network agents’ endpoint is scraped.${hint}`;
  return createDataFrame({ fields: [], meta: { notices: [{ severity: 'info', text }] } });
}

function explain(prometheus: DataSourceApi, message: string | undefined): string {
  const said = message ? `: ${message}` : '';
  return `The Prometheus data source "${prometheus.name}" gave no answer${said}. Check that it is running and that its settings are right.`;
}
