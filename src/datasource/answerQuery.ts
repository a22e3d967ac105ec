import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { catchError, defer, type Observable, of } from 'rxjs';
import { withAdHocFilters } from '../core/query/adHocFilters';
import { resolveDeniedQuery } from '../core/query/deniedQuery';
import { resolveEventsQuery } from '../core/query/eventsQuery';
import { resolveFlowsQuery } from '../core/query/flowsQuery';
import { resolveInsightsQuery } from '../core/query/insightsQuery';
import { resolveInventoryQuery } from '../core/query/inventoryQuery';
import { resolveMetricQuery } from '../core/query/metricQuery';
import { resolvePathsQuery } from '../core/query/pathsQuery';
import { type Replace, type Resolved } from '../core/query/resolved';
import { type SavedQuery } from '../core/query/savedQuery';
import { type QueryContext } from './context/queryContext';
import { answerDenied } from './handlers/denied/answerDenied';
import { answerEvents } from './handlers/events/answerEvents';
import { answerFlows } from './handlers/flows/answerFlows';
import { type QueryHandler, type TargetRequest } from './handlers/handler';
import { answerInsights } from './handlers/insights/answerInsights';
import { answerInventory } from './handlers/inventory/answerInventory';
import { answerMetric } from './handlers/metrics/answerMetric';
import { answerPaths } from './handlers/paths/answerPaths';
import { errorResponse, problemResponse } from './results/errorResponse';
import { withAddedNotices } from './results/notices';
import { type FlowDataQuery } from './settings/options';

/**
 * Answers a saved query of any type, with the dashboard's ad hoc filters in the request. Failures are responses that say what to
 * do.
 */
export function answerQuery(
  context: QueryContext,
  saved: FlowDataQuery,
  request: DataQueryRequest<FlowDataQuery>,
  replace: Replace
): Observable<DataQueryResponse> {
  const { refId } = saved;
  const { query, notices } = withAdHocFilters(saved, request.filters ?? [], replace);
  const resolved = answerOf(query, replace);
  if ('problem' in resolved) {
    return of(problemResponse(resolved.problem, refId));
  }
  const responses = defer(() => resolved.query(context, { request, refId }));
  return withAddedNotices(responses, notices).pipe(catchError((failure: unknown) => of(errorResponse(failure, refId))));
}

type Answer = (context: QueryContext, target: TargetRequest) => Observable<DataQueryResponse>;

/** Resolves a query and passes it to the handler of its type. */
function answerOf(saved: SavedQuery, replace: Replace): Resolved<Answer> {
  switch (saved.queryType) {
    case 'flows':
      return handledBy(answerFlows, resolveFlowsQuery(saved, replace));
    case 'metric':
      return handledBy(answerMetric, resolveMetricQuery(saved, replace));
    case 'events':
      return handledBy(answerEvents, resolveEventsQuery(saved, replace));
    case 'insights':
      return handledBy(answerInsights, resolveInsightsQuery(saved, replace));
    case 'paths':
      return handledBy(answerPaths, resolvePathsQuery(saved, replace));
    case 'deniedConnections':
      return handledBy(answerDenied, resolveDeniedQuery(saved, replace));
    case 'inventory':
      return handledBy(answerInventory, resolveInventoryQuery(saved, replace));
  }
}

function handledBy<Query>(handler: QueryHandler<Query>, resolved: Resolved<Query>): Resolved<Answer> {
  return 'problem' in resolved ? resolved : { query: (context, target) => handler(context, resolved.query, target) };
}
