/** An operation of the network-flow API that the gateway passes on. */
export interface GatewayOperation {
  /** The name in the API's model, which is also the name of its IAM action. */
  name: string;
  method: 'GET' | 'POST' | 'DELETE';
  /** The path in the API's model, with labels in braces: "/monitors/{monitorName}". */
  path: string;
  /** The names of the allowed query parameters. A request with others is refused. */
  parameters: readonly string[];
}

const PAGES = ['maxResults', 'nextToken'] as const;

const read = (name: string, path: string, parameters: readonly string[] = []): GatewayOperation => ({
  name,
  method: 'GET',
  path,
  parameters,
});

/** The four operations of a kind of query: start it, read its status and its results, and stop it. */
function queryOperations(kind: string, path: string): GatewayOperation[] {
  return [
    { name: `StartQuery${kind}`, method: 'POST', path, parameters: [] },
    read(`GetQueryStatus${kind}`, `${path}/{queryId}/status`),
    read(`GetQueryResults${kind}`, `${path}/{queryId}/results`, PAGES),
    { name: `StopQuery${kind}`, method: 'DELETE', path: `${path}/{queryId}`, parameters: [] },
  ];
}

/**
 * All operations that the data source uses: those that read, and those that start and stop queries. None of them creates,
 * changes, or deletes anything else. The routes of the gateway and the IAM policy come from this list.
 *
 * Source: the API model networkflowmonitor 2023-04-19, with which a test compares names, methods, paths, and parameters.
 */
export const GATEWAY_OPERATIONS: readonly GatewayOperation[] = [
  read('ListMonitors', '/monitors', [...PAGES, 'monitorStatus']),
  read('GetMonitor', '/monitors/{monitorName}'),
  ...queryOperations('MonitorTopContributors', '/monitors/{monitorName}/topContributorsQueries'),
  read('GetMonitorScopeSuggestions', '/monitor-scope-suggestions', [...PAGES, 'monitorArn']),
  read('ListPerformanceMonitors', '/performance-monitors', [...PAGES, 'monitorStatus', 'monitorType']),
  ...queryOperations('PerformanceMonitor', '/performance-monitors/{monitorName}/queries'),
  read('ListScopes', '/scopes', PAGES),
  read('GetScope', '/scopes/{scopeId}'),
  ...queryOperations('WorkloadInsightsTopContributors', '/workloadInsights/{scopeId}/topContributorsQueries'),
  ...queryOperations('WorkloadInsightsTopContributorsData', '/workloadInsights/{scopeId}/topContributorsDataQueries'),
];
