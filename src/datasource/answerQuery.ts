import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow, pastOf } from '../core/time';
import { type Notice } from '../core/notice';
import { withAdHocFilters } from '../core/query/adHocFilters';
import { resolveEventsQuery } from '../core/query/eventsQuery';
import { resolveFlowsQuery } from '../core/query/flowsQuery';
import { resolveInsightsQuery } from '../core/query/insightsQuery';
import { resolveInventoryQuery } from '../core/query/inventoryQuery';
import { resolveMetricQuery } from '../core/query/metricQuery';
import { resolvePathsQuery } from '../core/query/pathsQuery';
import { type WindowPlan } from '../core/query/planWindow';
import { type Replace, type Resolved } from '../core/query/resolved';
import { errorResponse } from './results/errorResponse';
import { eventsResponse } from './handlers/events/eventsResponse';
import { answerFlows } from './handlers/flows/answerFlows';
import { insightsResponse } from './handlers/insights/insightsResponse';
import { agentsResponse } from './handlers/inventory/agentsResponse';
import { inventoryResponse } from './handlers/inventory/inventoryResponse';
import { metricResponse } from './handlers/metrics/metricResponse';
import { withNotices } from './results/notices';
import { type FlowDataQuery } from './settings/options';
import { pathsResponse } from './handlers/paths/pathsResponse';
import { splitRange } from './query/splitRange';
import { rangeOf } from './query/range';
import { existingPrometheus, type QueryContext } from './context/queryContext';

/**
 * Answers one query, whatever it asks for, with the dashboard's filters in the request. What goes wrong is a
 * response that says what to do.
 */
export function answerQuery(
  context: QueryContext,
  saved: FlowDataQuery,
  request: DataQueryRequest<FlowDataQuery>,
  replace: Replace
): Observable<DataQueryResponse> {
  const { refId } = saved;
  const { query: target, notices } = withAdHocFilters(saved, request.filters ?? [], replace);
  const { client } = context;
  const range = rangeOf(request);
  const answer = (): Observable<DataQueryResponse> => {
    switch (target.queryType) {
      case 'flows':
        return answerFlows(context, checked(resolveFlowsQuery(target, replace)), request, refId);
      case 'metric': {
        const task = { query: checked(resolveMetricQuery(target, replace)), refId, ...context };
        return existingPrometheus(context).pipe(switchMap((found) => metricResponse(found, request, task)));
      }
      case 'events': {
        const query = checked(resolveEventsQuery(target, replace));
        return existingPrometheus(context).pipe(
          switchMap((found) => eventsResponse(found, request, { query, refId }, context))
        );
      }
      case 'insights': {
        const query = checked(resolveInsightsQuery(target, replace));
        const perWindow = query.metrics.length * query.categories.length;
        return inWindows(context, range, perWindow, (windows) => insightsResponse(client, { query, windows, refId }));
      }
      case 'paths': {
        const query = checked(resolvePathsQuery(target, replace));
        return inWindows(context, range, 1, (windows) => pathsResponse(client, { query, windows, refId }));
      }
      case 'inventory': {
        const query = checked(resolveInventoryQuery(target, replace));
        return query.kind === 'agents'
          ? existingPrometheus(context).pipe(
              switchMap((found) => agentsResponse(found, context, pastOf(range, client.nowMs()), refId))
            )
          : inventoryResponse(client, { query, refId });
      }
    }
  };
  try {
    return noticed(answer(), notices).pipe(catchError((failure: unknown) => of(errorResponse(failure, refId))));
  } catch (failure) {
    return of(errorResponse(failure, refId));
  }
}

/** The query, or an error with what the user has to change. */
function checked<T>(resolved: Resolved<T>): T {
  if ('problem' in resolved) {
    throw new Error(resolved.problem);
  }
  return resolved.query;
}

function inWindows(
  context: QueryContext,
  range: TimeWindow,
  queriesPerWindow: number,
  respond: (windows: WindowPlan['parts']) => Observable<DataQueryResponse>
): Observable<DataQueryResponse> {
  const { parts, notice } = splitRange(context, range, queriesPerWindow);
  const answers = respond(parts);
  return noticed(answers, notice === undefined ? [] : [{ severity: 'warning', text: notice }]);
}

function noticed(answers: Observable<DataQueryResponse>, added: readonly Notice[]): Observable<DataQueryResponse> {
  return answers.pipe(map((response) => ({ ...response, data: withNotices(response.data, added) })));
}
