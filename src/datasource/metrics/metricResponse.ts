import {
  createDataFrame,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  FieldType,
  LoadingState,
} from '@grafana/data';
import { catchError, from, map, type Observable, of, switchMap } from 'rxjs';
import { type Notice } from '../../core/flow/picture';
import { type PrometheusFacts } from '../../core/promql/prometheusFacts';
import { type MetricQuery } from '../../core/query/metricQuery';
import { errorResponse } from '../errorResponse';
import { failureOf, prometheusFailure } from '../prometheus/failure';
import { type PrometheusQuery, queryFor } from '../prometheus/prometheusQuery';
import { pastOf, rangeOf } from '../range';
import { type AgentHealth, healthNotices } from './agentHealth';
import { askCandidates } from './askCandidates';
import { confinedResponse } from './confinedResponse';
import { toPrometheusQueries } from './toPrometheusQuery';
import { unitOf } from './unitOf';

export interface MetricTask {
  query: MetricQuery;
  refId: string;
  facts: PrometheusFacts;
  health: AgentHealth;
}

/** Runs a metric query through the user's own Prometheus data source, as that user. */
export function metricResponse(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  { query, refId, facts, health }: MetricTask
): Observable<DataQueryResponse> {
  const range = pastOf(rangeOf(request), Date.now());
  return health.inRange(prometheus, range).pipe(
    switchMap((agents) => {
      const known = { ...facts, ...agents };
      return askCandidates(prometheus, query, known, range).pipe(
        switchMap((who) =>
          who?.length === 0
            ? of<DataQueryResponse>({ data: [] })
            : delegated(prometheus, request, toPrometheusQueries(query, refId, known, who)).pipe(
                map((response) => confinedResponse(response, refId, who))
              )
        ),
        map((response): DataQueryResponse => {
          const failure = failureOf(response, refId);
          return failure
            ? errorResponse(prometheusFailure(prometheus, failure), refId)
            : { ...response, key: refId, data: framesOf(response, query, facts, healthNotices(agents)) };
        })
      );
    }),
    catchError((failure: unknown) => of(errorResponse(prometheusFailure(prometheus, failure), refId)))
  );
}

function delegated(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  targets: readonly PrometheusQuery[]
): Observable<DataQueryResponse> {
  const itsOwn: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: targets.map((target) => queryFor(prometheus, target)),
    // Ad-hoc filters name columns of our frames, not labels of the agent's series.
    filters: [],
    requestId: `${request.requestId}-prometheus-${targets[0]?.refId}`,
  };
  return from(prometheus.query(itsOwn));
}

function framesOf(
  response: DataQueryResponse,
  query: MetricQuery,
  { hasKubeStateMetrics }: PrometheusFacts,
  notices: readonly Notice[]
): DataFrame[] {
  const frames: DataFrame[] = response.data;
  const isFinal = response.state === undefined || response.state === LoadingState.Done;
  if (isFinal && frames.every(({ length }) => length === 0)) {
    return [withNotices(nothingFound(query, hasKubeStateMetrics), notices)];
  }
  return frames.map((frame, index) => withNotices(withUnit(frame, unitOf(query)), index === 0 ? notices : []));
}

function withUnit(frame: DataFrame, unit: string): DataFrame {
  const fields = frame.fields.map((field) =>
    field.type === FieldType.number ? { ...field, config: { unit, ...field.config } } : field
  );
  return { ...frame, fields };
}

function withNotices(frame: DataFrame, notices: readonly Notice[]): DataFrame {
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
