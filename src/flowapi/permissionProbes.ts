import { type Observable } from 'rxjs';
import { urlPart } from '../core/urlPart';
import { type TriedOperation } from '../core/health/permissions';
import { type FlowApiClient } from './client';
import { type FlowApiError } from './errors';
import {
  FLOWS,
  MONITOR_DETAILS,
  NETWORK_PATHS,
  SCOPE_ACCOUNTS,
  SCOPE_SUGGESTIONS,
  WORKLOAD_INSIGHTS,
} from './messages';

/** Existing objects for which operations can be tried. */
export interface ProbedObjects {
  monitor?: { name: string; arn: string };
  scopeId?: string;
  performanceMonitorName?: string;
}

/** An operation that only reads, and a request that tries it. */
export interface PermissionProbe {
  /** The name of the operation, which is also the name of its IAM action. */
  name: string;
  /** The feature that needs the operation, in lower case. */
  serves: string;
  /**
   * The meaning of a 404. "allowed": the object does not exist, which the API reports only if the operation is allowed.
   * "unknown": the endpoint does not support the operation.
   */
  notFound: 'allowed' | 'unknown';
  /** Sends the request. Emits once if the operation is allowed and the object exists; otherwise, errors with the failure. */
  send(client: FlowApiClient): Observable<unknown>;
}

/** The request of a probe. */
interface Probe extends Omit<PermissionProbe, 'send'> {
  path: string;
  parameters?: Record<string, string>;
}

/** An ID that no query has. */
const UNUSED_QUERY_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Probes of the read operations that the product uses. They do not start or stop queries: they request the status and the
 * results of a query ID that does not exist, which the API reports only to identities with the permission. The operations that
 * start and stop queries are not tried.
 *
 * AWS services usually check permissions before they look up the object. This was not verified with the live API.
 */
export function permissionProbes({ monitor, scopeId, performanceMonitorName }: ProbedObjects): PermissionProbe[] {
  const probes = [
    ...(monitor ? monitorProbes(monitor) : []),
    ...(scopeId === undefined ? [] : scopeProbes(scopeId)),
    ...(performanceMonitorName === undefined ? [] : pathProbes(performanceMonitorName)),
  ];
  return probes.map(({ path, parameters, ...probe }) => ({
    ...probe,
    send: (client) => client.send({ method: 'GET', path, ...(parameters && { parameters }) }, (answer) => answer),
  }));
}

function monitorProbes({ name, arn }: { name: string; arn: string }): Probe[] {
  const path = `/monitors/${urlPart(name)}`;
  return [
    { name: 'GetMonitor', serves: MONITOR_DETAILS, notFound: 'allowed', path },
    ...queryProbes('MonitorTopContributors', FLOWS, `${path}/topContributorsQueries`),
    {
      name: 'GetMonitorScopeSuggestions',
      serves: SCOPE_SUGGESTIONS,
      notFound: 'unknown',
      path: '/monitor-scope-suggestions',
      parameters: { monitorArn: arn },
    },
  ];
}

function scopeProbes(id: string): Probe[] {
  const kind = 'WorkloadInsightsTopContributors';
  const path = `/workloadInsights/${urlPart(id)}`;
  return [
    { name: 'GetScope', serves: SCOPE_ACCOUNTS, notFound: 'allowed', path: `/scopes/${urlPart(id)}` },
    ...queryProbes(kind, WORKLOAD_INSIGHTS, `${path}/topContributorsQueries`),
    ...queryProbes(`${kind}Data`, WORKLOAD_INSIGHTS, `${path}/topContributorsDataQueries`),
  ];
}

function pathProbes(monitorName: string): Probe[] {
  const path = `/performance-monitors/${urlPart(monitorName)}/queries`;
  return queryProbes('PerformanceMonitor', NETWORK_PATHS, path);
}

function queryProbes(kind: string, serves: string, path: string): Probe[] {
  return [
    { name: `GetQueryStatus${kind}`, serves, notFound: 'allowed', path: `${path}/${UNUSED_QUERY_ID}/status` },
    { name: `GetQueryResults${kind}`, serves, notFound: 'allowed', path: `${path}/${UNUSED_QUERY_ID}/results` },
  ];
}

/**
 * The result of trying an operation.
 *
 * @param error the failure of the request, if it failed
 */
export function triedOperation(
  { name, serves, notFound }: Pick<PermissionProbe, 'name' | 'serves' | 'notFound'>,
  error: FlowApiError | undefined
): TriedOperation {
  switch (error?.kind) {
    case undefined:
    // The API validates only requests that are allowed.
    case 'invalid':
      return { name, serves, state: 'allowed' };
    case 'denied':
      return { name, serves, state: 'denied' };
    case 'not-found':
      return { name, serves, state: notFound };
    default:
      return { name, serves, state: 'unsure', said: error?.message };
  }
}
