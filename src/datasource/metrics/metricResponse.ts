import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  FieldType,
  LoadingState,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { catchError, from, map, type Observable, of } from 'rxjs';
import { type AgentMetric } from '../../core/promql/catalogue';
import { type MetricQuery } from '../../core/query/metricQuery';
import { errorResponse } from '../errorResponse';
import { failureOf, prometheusFailure } from '../prometheus/failure';
import { type PrometheusQuery } from '../prometheus/prometheusQuery';
import { isSilentAgentsFrame, silentAgentsNotices, silentAgentsQuery } from './silentAgents';
import { toPrometheusQuery } from './toPrometheusQuery';

/** Grafana's units; what it has no unit for is a plain number per second. */
const RATE_UNITS: Partial<Record<AgentMetric['unit'], string>> = { bytes: 'Bps', packets: 'pps', connections: 'cps' };

function unitOf({ metric, calculation }: MetricQuery): string {
  if (calculation === 'total') {
    return metric.unit === 'bytes' ? 'bytes' : 'short';
  }
  return RATE_UNITS[metric.unit] ?? 'cps';
}

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
  const unit = unitOf(query);
  return from(prometheus.query(delegated)).pipe(
    map((response): DataQueryResponse => {
      // That the silent agents could not be asked costs their notice only.
      const failure = failureOf(response, refId);
      return failure
        ? errorResponse(prometheusFailure(prometheus, failure), refId)
        : { ...response, key: refId, data: framesOf(response, unit, query, hasKubeStateMetrics) };
    }),
    catchError((failure: unknown) => of(errorResponse(prometheusFailure(prometheus, failure), refId)))
  );
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
