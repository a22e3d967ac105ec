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
import { type Notice } from '../../../core/notice';
import { pastOf } from '../../../core/time';
import { type PrometheusFacts } from '../../../core/prometheus/prometheusFacts';
import { type MetricQuery } from '../../../core/query/metricQuery';
import { errorResponse } from '../../results/errorResponse';
import { failureOf } from '../../results/failure';
import { withNotices } from '../../results/notices';
import { prometheusFailure } from '../../prometheus/failure';
import { type PrometheusQuery, queryFor } from '../../prometheus/prometheusQuery';
import { rangeOf } from '../../query/range';
import { type AgentHealthInRange, healthNotices } from './agentHealth';
import { queryCandidates } from './queryCandidates';
import { confinedResponse } from './confinedResponse';
import { type Fitting, type FittingQuery, isMany, toPrometheusQueries } from './toPrometheusQuery';
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
      const known = { ...facts, ...agents };
      return queryCandidates(prometheus, query, known, range).pipe(
        switchMap((top) => {
          const queries = top?.groups.length === 0 ? [] : toPrometheusQueries(query, refId, known, top?.groups);
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
  const itsOwn: DataQueryRequest<PrometheusQuery> = {
    ...request,
    targets: queries.map(({ target }) => queryFor(prometheus, target)),
    // Ad-hoc filters name columns of our frames, not labels of the agent's series.
    filters: [],
    requestId: `${request.requestId}-prometheus-${first.target.refId}`,
  };
  return from(prometheus.query(itsOwn));
}

/** What the numbers can be wrong by if expressions had no room for all guards. */
function guardNotices(asked: ReadonlyArray<Pick<Fitting, 'hasAllGuards'>>): Notice[] {
  return asked.every(({ hasAllGuards }) => hasAllGuards) ? [] : [{ severity: 'warning', text: GUARDS_LEFT_OUT }];
}

function returnedPodsNotices({ metric }: MetricQuery, { returnedPods }: AgentHealthInRange): Notice[] {
  return metric.subject === 'pod' && isMany(returnedPods) ? [{ severity: 'warning', text: MANY_RETURNED }] : [];
}

const MANY_RETURNED =
  'Some pods can show more traffic than they had: agents did not know more than 20 pods for a while in this range, and then reported all that these pods moved since their start. One such report of each pod is corrected. Use a shorter range.';

const GUARDS_LEFT_OUT =
  'Some pods can show more traffic than they had: agents mixed up pods or did not know them for a while in this range, and with the names in this query’s filters, the part of the query that corrects this is longer than all query engines accept. Use fewer filters or a shorter range.';

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

/** An empty answer has a reason that the user can look for; a blank panel has none. */
function nothingFound({ metric }: MetricQuery, isGuarded: boolean): DataFrame {
  const hint =
    isGuarded && metric.subject === 'pod'
      ? ' If it is, check that kube-state-metrics is too, or switch it off in the data source settings.'
      : '';
  const text = `No series of "${metric.name}" in this range. Check that the network agents’ endpoint is scraped.${hint}`;
  return createDataFrame({ fields: [], meta: { notices: [{ severity: 'info', text }] } });
}
