import { type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { catchError, map, type Observable, of, switchMap } from 'rxjs';
import { type TimeWindow } from '../core/flow/flow';
import { type Notice } from '../core/flow/picture';
import { withAdHocFilters } from '../core/query/adHocFilters';
import { resolveEventsQuery } from '../core/query/eventsQuery';
import { resolveFlowsQuery } from '../core/query/flowsQuery';
import { resolveInsightsQuery } from '../core/query/insightsQuery';
import { resolveInventoryQuery } from '../core/query/inventoryQuery';
import { resolveMetricQuery } from '../core/query/metricQuery';
import { resolvePathsQuery } from '../core/query/pathsQuery';
import { type WindowPlan } from '../core/query/planWindow';
import { type Replace, type Resolved } from '../core/query/resolved';
import { errorResponse } from './errorResponse';
import { eventsResponse } from './events/eventsResponse';
import { answerFlows } from './flows/answerFlows';
import { insightsResponse } from './insights/insightsResponse';
import { agentsResponse } from './inventory/agentsResponse';
import { inventoryResponse } from './inventory/inventoryResponse';
import { metricResponse } from './metrics/metricResponse';
import { withNotices } from './notices';
import { type FlowDataQuery } from './options';
import { pathsResponse } from './paths/pathsResponse';
import { planFor } from './planFor';
import { pastOf, rangeOf } from './range';
import { existingPrometheus, type Sources } from './sources';

/**
 * Answers one query, whatever it asks for, with the dashboard's filters in the request. What goes wrong is a
 * response that says what to do.
 */
export function answerQuery(
  sources: Sources,
  saved: FlowDataQuery,
  request: DataQueryRequest<FlowDataQuery>,
  replace: Replace
): Observable<DataQueryResponse> {
  const { refId } = saved;
  const { query: target, notices } = withAdHocFilters(saved, request.filters ?? [], replace);
  const { client } = sources;
  const range = rangeOf(request);
  const answer = (): Observable<DataQueryResponse> => {
    switch (target.queryType) {
      case 'flows':
        return answerFlows(sources, checked(resolveFlowsQuery(target, replace)), request, refId);
      case 'metric': {
        const task = { query: checked(resolveMetricQuery(target, replace)), refId, ...sources };
        return existingPrometheus(sources).pipe(switchMap((found) => metricResponse(found, request, task)));
      }
      case 'events': {
        const query = checked(resolveEventsQuery(target, replace));
        return existingPrometheus(sources).pipe(
          switchMap((found) => eventsResponse(found, request, { query, refId }, sources))
        );
      }
      case 'insights': {
        const query = checked(resolveInsightsQuery(target, replace));
        const perWindow = query.metrics.length * query.categories.length;
        return inWindows(sources, range, perWindow, (windows) => insightsResponse(client, { query, windows, refId }));
      }
      case 'paths': {
        const query = checked(resolvePathsQuery(target, replace));
        return inWindows(sources, range, 1, (windows) => pathsResponse(client, { query, windows, refId }));
      }
      case 'inventory': {
        const query = checked(resolveInventoryQuery(target, replace));
        return query.kind === 'agents'
          ? existingPrometheus(sources).pipe(
              switchMap((found) => agentsResponse(found, sources, pastOf(range, client.nowMs()), refId))
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
  sources: Sources,
  range: TimeWindow,
  queriesPerWindow: number,
  respond: (windows: WindowPlan['parts']) => Observable<DataQueryResponse>
): Observable<DataQueryResponse> {
  const { parts, notice } = planFor(sources, range, queriesPerWindow);
  const answers = respond(parts);
  return noticed(answers, notice === undefined ? [] : [{ severity: 'warning', text: notice }]);
}

function noticed(answers: Observable<DataQueryResponse>, added: readonly Notice[]): Observable<DataQueryResponse> {
  return answers.pipe(map((response) => ({ ...response, data: withNotices(response.data, added) })));
}
