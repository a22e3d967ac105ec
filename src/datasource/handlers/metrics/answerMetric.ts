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
import { infoNotice, type Notice, warningNotice } from '../../../core/notice';
import { pastOf } from '../../../core/time';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { GUARDS_OMITTED, noDataForMetric, tooManyReturnedPods } from '../../messages';
import { errorResponse } from '../../results/errorResponse';
import { failureOf } from '../../results/failure';
import { withNotices } from '../../results/notices';
import { prometheusFailure } from '../../prometheus/failure';
import { type PrometheusQuery, queryFor } from '../../prometheus/prometheusQuery';
import { rangeOf } from '../../query/range';
import { type AgentHealthInRange, healthNotices } from './agentHealth';
import { queryCandidates } from './queryCandidates';
import { confinedResponse } from './confinedResponse';
import { type Fitting, type FittingQuery, isMany, MAX_NAMES, toPrometheusQueries } from './toPrometheusQuery';
import { unitOf } from './unitOf';
import { existingPrometheus, type QueryContext } from '../../context/queryContext';
import { type QueryHandler, type TargetRequest } from '../handler';

/** Runs a metric query through the user's own Prometheus data source, with that user's permissions. */
export const answerMetric: QueryHandler<MetricQuery> = (context, query, target) =>
  existingPrometheus(context).pipe(
    switchMap((prometheus) =>
      fromPrometheus(prometheus, context, query, target).pipe(
        catchError((failure: unknown) => of(errorResponse(prometheusFailure(prometheus, failure), target.refId)))
      )
    )
  );

function fromPrometheus(
  prometheus: DataSourceApi,
  { facts, health, client }: QueryContext,
  query: MetricQuery,
  { request, refId }: TargetRequest
): Observable<DataQueryResponse> {
  const range = pastOf(rangeOf(request), client.nowMs());
  return health.inRange(prometheus, range, query.source === 'agent' ? query.metric : undefined).pipe(
    switchMap((agents) => {
      const rangeFacts = { ...facts, ...agents };
      return queryCandidates(prometheus, query, rangeFacts, range).pipe(
        switchMap((top) => {
          const queries = top?.groups.length === 0 ? [] : toPrometheusQueries(query, refId, rangeFacts, top?.groups);
          const notices = [
            ...healthNotices(agents),
            ...guardNotices(top ? [top, ...queries] : queries),
            ...returnedPodsNotices(query, agents),
          ];
          return delegated(prometheus, request, queries).pipe(
            map((response) => confinedResponse(response, refId, top?.groups)),
            map((response): DataQueryResponse => {
              const failure = failureOf(response, refId);
              return failure
                ? errorResponse(prometheusFailure(prometheus, failure), refId)
                : { ...response, key: refId, data: framesOf(response, query, facts, notices) };
            })
          );
        })
      );
    })
  );
}

function delegated(
  prometheus: DataSourceApi,
  request: DataQueryRequest,
  queries: readonly FittingQuery[]
): Observable<DataQueryResponse> {
  const [first] = queries;
  if (!first) {
    return of({ data: [] });
  }
  const delegatedRequest: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: queries.map(({ target }) => queryFor(prometheus, target)),
    // Ad hoc filters contain columns of our frames, not labels of the agents' series.
    filters: [],
    requestId: `${request.requestId}-prometheus-${first.target.refId}`,
  };
  return from(prometheus.query(delegatedRequest));
}

/** A notice about possible errors, if the expressions are too long to contain all guards. */
function guardNotices(queries: ReadonlyArray<Pick<Fitting, 'hasAllGuards'>>): Notice[] {
  return queries.every(({ hasAllGuards }) => hasAllGuards) ? [] : [warningNotice(GUARDS_OMITTED)];
}

function returnedPodsNotices({ metric }: MetricQuery, { returnedPods }: AgentHealthInRange): Notice[] {
  return metric.subject === 'pod' && isMany(returnedPods) ? [warningNotice(tooManyReturnedPods(MAX_NAMES))] : [];
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
    return withNotices([nothingFound(query, hasKubeStateMetrics)], notices);
  }
  const unit = unitOf(query);
  return withNotices(
    frames.map((frame) => withUnit(frame, unit)),
    notices
  );
}

function withUnit(frame: DataFrame, unit: string): DataFrame {
  const fields = frame.fields.map((field) =>
    field.type === FieldType.number ? { ...field, config: { unit, ...field.config } } : field
  );
  return { ...frame, fields };
}

/** An empty frame with a notice about possible reasons, which an empty panel would not show. */
function nothingFound({ metric }: MetricQuery, hasKubeStateMetrics: boolean): DataFrame {
  const text = noDataForMetric(metric.name, hasKubeStateMetrics && metric.subject === 'pod');
  return createDataFrame({ fields: [], meta: { notices: [infoNotice(text)] } });
}
