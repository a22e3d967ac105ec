/**
 * Every operation with its HTTP binding, as in model networkflowmonitor 2023-04-19 (a test compares them). `since` is
 * the first generation that has the operation; without it, all generations have it.
 */
import { type ApiGeneration } from './options';

/** Method and URI template of an operation. */
export interface OperationBinding {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  uri: string;
  since?: ApiGeneration;
}

const NEW = '2026-11';
const TOP_QUERIES = '/monitors/{monitorName}/topContributorsQueries';
const INSIGHT_QUERIES = '/workloadInsights/{scopeId}/topContributorsQueries';
const INSIGHT_DATA_QUERIES = '/workloadInsights/{scopeId}/topContributorsDataQueries';
const PATH_QUERIES = '/performance-monitors/{monitorName}/queries';

/** The operations that the simulator answers: all that only read, including queries. */
export const READ_OPERATIONS = {
  ListMonitors: { method: 'GET', uri: '/monitors' },
  GetMonitor: { method: 'GET', uri: '/monitors/{monitorName}' },
  ListScopes: { method: 'GET', uri: '/scopes' },
  GetScope: { method: 'GET', uri: '/scopes/{scopeId}' },
  ListTagsForResource: { method: 'GET', uri: '/tags/{resourceArn}' },
  GetMonitorScopeSuggestions: { method: 'GET', uri: '/monitor-scope-suggestions', since: NEW },
  ListPerformanceMonitors: { method: 'GET', uri: '/performance-monitors', since: NEW },
  GetPerformanceMonitor: { method: 'GET', uri: '/performance-monitors/{monitorName}', since: NEW },

  StartQueryMonitorTopContributors: { method: 'POST', uri: TOP_QUERIES },
  GetQueryStatusMonitorTopContributors: { method: 'GET', uri: `${TOP_QUERIES}/{queryId}/status` },
  GetQueryResultsMonitorTopContributors: { method: 'GET', uri: `${TOP_QUERIES}/{queryId}/results` },
  StopQueryMonitorTopContributors: { method: 'DELETE', uri: `${TOP_QUERIES}/{queryId}` },

  StartQueryWorkloadInsightsTopContributors: { method: 'POST', uri: INSIGHT_QUERIES },
  GetQueryStatusWorkloadInsightsTopContributors: { method: 'GET', uri: `${INSIGHT_QUERIES}/{queryId}/status` },
  GetQueryResultsWorkloadInsightsTopContributors: { method: 'GET', uri: `${INSIGHT_QUERIES}/{queryId}/results` },
  StopQueryWorkloadInsightsTopContributors: { method: 'DELETE', uri: `${INSIGHT_QUERIES}/{queryId}` },

  StartQueryWorkloadInsightsTopContributorsData: { method: 'POST', uri: INSIGHT_DATA_QUERIES },
  GetQueryStatusWorkloadInsightsTopContributorsData: { method: 'GET', uri: `${INSIGHT_DATA_QUERIES}/{queryId}/status` },
  GetQueryResultsWorkloadInsightsTopContributorsData: {
    method: 'GET',
    uri: `${INSIGHT_DATA_QUERIES}/{queryId}/results`,
  },
  StopQueryWorkloadInsightsTopContributorsData: { method: 'DELETE', uri: `${INSIGHT_DATA_QUERIES}/{queryId}` },

  StartQueryPerformanceMonitor: { method: 'POST', uri: PATH_QUERIES, since: NEW },
  GetQueryStatusPerformanceMonitor: { method: 'GET', uri: `${PATH_QUERIES}/{queryId}/status`, since: NEW },
  GetQueryResultsPerformanceMonitor: { method: 'GET', uri: `${PATH_QUERIES}/{queryId}/results`, since: NEW },
  StopQueryPerformanceMonitor: { method: 'DELETE', uri: `${PATH_QUERIES}/{queryId}`, since: NEW },
} satisfies Record<string, OperationBinding>;

/** The operations that would change something in the account: known, and always denied. */
export const CHANGING_OPERATIONS = {
  CreateMonitor: { method: 'POST', uri: '/monitors' },
  UpdateMonitor: { method: 'PATCH', uri: '/monitors/{monitorName}' },
  DeleteMonitor: { method: 'DELETE', uri: '/monitors/{monitorName}' },
  CreateScope: { method: 'POST', uri: '/scopes' },
  UpdateScope: { method: 'PATCH', uri: '/scopes/{scopeId}' },
  DeleteScope: { method: 'DELETE', uri: '/scopes/{scopeId}' },
  TagResource: { method: 'POST', uri: '/tags/{resourceArn}' },
  UntagResource: { method: 'DELETE', uri: '/tags/{resourceArn}' },
  CreatePerformanceMonitor: { method: 'POST', uri: '/performance-monitors', since: NEW },
  UpdatePerformanceMonitor: { method: 'PATCH', uri: '/performance-monitors/{monitorName}', since: NEW },
  DeletePerformanceMonitor: { method: 'DELETE', uri: '/performance-monitors/{monitorName}', since: NEW },
} satisfies Record<string, OperationBinding>;

/** The name of an operation that only reads. */
export type ReadOperation = keyof typeof READ_OPERATIONS;
/** The name of any operation. */
export type OperationName = ReadOperation | keyof typeof CHANGING_OPERATIONS;

/** All operations by name. */
export const OPERATIONS: Record<OperationName, OperationBinding> = { ...READ_OPERATIONS, ...CHANGING_OPERATIONS };

/** Whether the model has an operation of this name. */
export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(OPERATIONS, name);
}

/** Whether an operation only reads. */
export function isReadOperation(name: OperationName): name is ReadOperation {
  return Object.hasOwn(READ_OPERATIONS, name);
}

/** Whether a generation of the API has an operation. */
export function isKnownTo(generation: ApiGeneration, binding: OperationBinding): boolean {
  return binding.since === undefined || binding.since <= generation;
}
