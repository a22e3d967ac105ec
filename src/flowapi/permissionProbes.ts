import { type Observable } from 'rxjs';
import { type TriedOperation } from '../core/health/permissions';
import { type FlowApiClient } from './client';
import { type FlowApiError } from './errors';

/** Something that operations can be tried on. */
export interface ProbedThings {
  monitor?: { name: string; arn: string };
  scopeId?: string;
  performanceMonitorName?: string;
}

/** An operation that only reads, ready to be tried. */
export interface PermissionProbe {
  /** Its name, which is that of the IAM action too. */
  name: string;
  /** What is missing without it, in lower case. */
  serves: string;
  /** What a 404 says: that the thing is not there, which only those learn who may ask; or that the operation is not. */
  notFound: 'allowed' | 'unknown';
  /** Emits once where it is allowed and what it is tried on is there; errors with what it failed with. */
  ask(client: FlowApiClient): Observable<unknown>;
}

/** The request of a probe. */
interface Probe extends Omit<PermissionProbe, 'ask'> {
  path: string;
  parameters?: Record<string, string>;
}

/** No query has it. */
const NO_QUERY = '00000000-0000-0000-0000-000000000000';

/**
 * Tries of the operations that read what the product shows. None starts or stops anything: queries are
 * asked about under an id that none has, and whoever may ask learns that there is none. So what starts and
 * stops queries is not tried.
 *
 * That AWS looks at permissions before it looks for the query is how its services do; on the live one it
 * was not seen.
 */
export function permissionProbes({ monitor, scopeId, performanceMonitorName }: ProbedThings): PermissionProbe[] {
  const probes = [
    ...(monitor ? monitorProbes(monitor) : []),
    ...(scopeId === undefined ? [] : scopeProbes(scopeId)),
    ...(performanceMonitorName === undefined ? [] : pathProbes(performanceMonitorName)),
  ];
  return probes.map(({ path, parameters, ...probe }) => ({
    ...probe,
    ask: (client) => client.send({ method: 'GET', path, ...(parameters && { parameters }) }, (answer) => answer),
  }));
}

function monitorProbes({ name, arn }: { name: string; arn: string }): Probe[] {
  const path = `/monitors/${encodeURIComponent(name)}`;
  return [
    { name: 'GetMonitor', serves: 'what monitors watch, and which a cluster has', notFound: 'allowed', path },
    ...queryProbes('MonitorTopContributors', 'flows', `${path}/topContributorsQueries`),
    {
      name: 'GetMonitorScopeSuggestions',
      serves: 'scope suggestions',
      notFound: 'unknown',
      path: '/monitor-scope-suggestions',
      parameters: { monitorArn: arn },
    },
  ];
}

function scopeProbes(id: string): Probe[] {
  const kind = 'WorkloadInsightsTopContributors';
  const path = `/workloadInsights/${encodeURIComponent(id)}`;
  return [
    { name: 'GetScope', serves: 'accounts of scopes', notFound: 'allowed', path: `/scopes/${encodeURIComponent(id)}` },
    ...queryProbes(kind, 'workload insights', `${path}/topContributorsQueries`),
    ...queryProbes(`${kind}Data`, 'workload insights', `${path}/topContributorsDataQueries`),
  ];
}

function pathProbes(monitorName: string): Probe[] {
  const path = `/performance-monitors/${encodeURIComponent(monitorName)}/queries`;
  return queryProbes('PerformanceMonitor', 'network paths', path);
}

function queryProbes(kind: string, serves: string, path: string): Probe[] {
  return [
    { name: `GetQueryStatus${kind}`, serves, notFound: 'allowed', path: `${path}/${NO_QUERY}/status` },
    { name: `GetQueryResults${kind}`, serves, notFound: 'allowed', path: `${path}/${NO_QUERY}/results` },
  ];
}

/** @param error what the try failed with, if it did. */
export function triedOperation(
  { name, serves, notFound }: Pick<PermissionProbe, 'name' | 'serves' | 'notFound'>,
  error: FlowApiError | undefined
): TriedOperation {
  switch (error?.kind) {
    case undefined:
    // Only what somebody may ask is looked at.
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
