/** The handler of each operation. */
import { type ApiContext } from './context/context';
import { type OperationRequest } from './http/input';
import { getMonitor, listMonitors } from './monitors/monitorOperations';
import { type ReadOperation } from './model/operations';
import { pathQueryType } from './performance/pathQueryType';
import { getPerformanceMonitor, listPerformanceMonitors } from './performance/performanceMonitors';
import { queryFamily } from './requests/queryFamily';
import { getScope, listScopes } from './scopes/scopeOperations';
import { getMonitorScopeSuggestions } from './scopes/scopeSuggestions';
import { listTagsForResource } from './tags';
import { topContributorsQueryType } from './topContributors/topContributorsQuery';
import { insightsDataQueryType } from './workloadInsights/insightsDataQueryType';
import { insightsQueryType } from './workloadInsights/insightsQueryType';

/** Returns the body of the response, or throws an ApiError. */
export type ReadHandler = (request: OperationRequest) => object;

/** The handlers of all operations that only read. */
export function readHandlers(context: ApiContext): Record<ReadOperation, ReadHandler> {
  const topContributors = queryFamily(context, topContributorsQueryType(context));
  const insights = queryFamily(context, insightsQueryType(context));
  const insightsData = queryFamily(context, insightsDataQueryType(context));
  const paths = queryFamily(context, pathQueryType(context));
  return {
    ListMonitors: (request) => listMonitors(context, request),
    GetMonitor: (request) => getMonitor(context, request),
    ListScopes: (request) => listScopes(context, request),
    GetScope: (request) => getScope(context, request),
    ListTagsForResource: (request) => listTagsForResource(context, request),
    GetMonitorScopeSuggestions: (request) => getMonitorScopeSuggestions(context, request),
    ListPerformanceMonitors: (request) => listPerformanceMonitors(context, request),
    GetPerformanceMonitor: (request) => getPerformanceMonitor(context, request),

    StartQueryMonitorTopContributors: topContributors.start,
    GetQueryStatusMonitorTopContributors: topContributors.status,
    GetQueryResultsMonitorTopContributors: topContributors.results,
    StopQueryMonitorTopContributors: topContributors.stop,

    StartQueryWorkloadInsightsTopContributors: insights.start,
    GetQueryStatusWorkloadInsightsTopContributors: insights.status,
    GetQueryResultsWorkloadInsightsTopContributors: insights.results,
    StopQueryWorkloadInsightsTopContributors: insights.stop,

    StartQueryWorkloadInsightsTopContributorsData: insightsData.start,
    GetQueryStatusWorkloadInsightsTopContributorsData: insightsData.status,
    GetQueryResultsWorkloadInsightsTopContributorsData: insightsData.results,
    StopQueryWorkloadInsightsTopContributorsData: insightsData.stop,

    StartQueryPerformanceMonitor: paths.start,
    GetQueryStatusPerformanceMonitor: paths.status,
    GetQueryResultsPerformanceMonitor: paths.results,
    StopQueryPerformanceMonitor: paths.stop,
  };
}
