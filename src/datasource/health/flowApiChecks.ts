import { forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { type Address } from '../../core/health/address';
import { type Finding } from '../../core/health/finding';
import { addressOrFinding, flowApiAnswers, flowApiFails } from '../../core/health/flowApi';
import { monitorFindings } from '../../core/health/monitors';
import { permissionFindings, type TriedOperation } from '../../core/health/permissions';
import { type PerformanceMonitorFacts, type ScopeFacts } from '../../core/inventory/inventory';
import { type FlowApiError } from '../../flowapi/errors';
import {
  MONITOR_LIST,
  NETWORK_PATHS,
  PERFORMANCE_MONITOR_LIST,
  SCOPE_LIST,
  SCOPES_AND_INSIGHTS,
} from '../../flowapi/messages';
import { listMonitors } from '../../flowapi/monitors';
import { listPerformanceMonitors } from '../../flowapi/performanceMonitors';
import { permissionProbes, type ProbedObjects, triedOperation } from '../../flowapi/permissionProbes';
import { listScopes } from '../../flowapi/scopes';
import { type WireMonitorSummary } from '../../flowapi/wire';
import { type QueryContext } from '../context/queryContext';
import { apiProblem } from './apiProblem';
import { type Attempt, attempt, type ApiRoute } from './attempt';

/** The lists that are read first. */
interface Lists {
  monitors: Attempt<WireMonitorSummary[]>;
  scopes: Attempt<ScopeFacts[]>;
  performanceMonitors: Attempt<PerformanceMonitorFacts[]>;
}

/** Operations that list objects. For these, a 404 means that the endpoint does not support them. */
const LISTING = {
  scopes: { name: 'ListScopes', serves: SCOPES_AND_INSIGHTS, notFound: 'unknown' },
  performanceMonitors: { name: 'ListPerformanceMonitors', serves: NETWORK_PATHS, notFound: 'unknown' },
} as const;

/**
 * Checks that the flow API responds, which monitors it lists, and which operations it allows. Sends only requests that read: the
 * permissions to start and stop queries are not checked, because that would start a query.
 *
 * Emits once and never fails. Takes at most twice the time limit of a check.
 *
 * @param triesPermissions whether to try operations, too; the API responds to allowed ones with a 404
 */
export function flowApiChecks(
  { settings, transport, client }: Pick<QueryContext, 'settings' | 'transport' | 'client'>,
  triesPermissions: boolean
): Observable<Finding[]> {
  const checked = addressOrFinding(settings.flowApiUrl, Boolean(settings.prometheusUid));
  if ('finding' in checked) {
    return of([checked.finding]);
  }
  const route = { transport, pacing: client.pacing };
  const monitors = attempt(route, listMonitors, MONITOR_LIST);
  if (!triesPermissions) {
    return monitors.pipe(map((outcome) => findingsOf(checked.address, outcome, [])));
  }
  return forkJoin({
    monitors,
    scopes: attempt(route, listScopes, SCOPE_LIST),
    performanceMonitors: attempt(route, listPerformanceMonitors, PERFORMANCE_MONITOR_LIST),
  }).pipe(
    switchMap((lists) =>
      tryOperations(route, lists).pipe(map((tried) => findingsOf(checked.address, lists.monitors, tried)))
    )
  );
}

/** The findings. If the API cannot be reached, there is only one: all other operations fail for the same reason. */
function findingsOf(
  address: Address,
  monitors: Attempt<WireMonitorSummary[]>,
  tried: readonly TriedOperation[]
): Finding[] {
  if ('value' in monitors) {
    const listed = monitors.value.map(({ monitorName: name, monitorStatus: status }) => ({ name, status }));
    return [flowApiAnswers(address), ...monitorFindings(listed), ...permissionFindings(tried)];
  }
  const problem = apiProblem(monitors.error);
  const fails = flowApiFails(problem, address, 'networkflowmonitor:ListMonitors');
  return problem.kind === 'denied' ? [fails, ...permissionFindings(tried)] : [fails];
}

function tryOperations(route: ApiRoute, lists: Lists): Observable<TriedOperation[]> {
  const listed = [
    triedOperation(LISTING.scopes, errorOf(lists.scopes)),
    triedOperation(LISTING.performanceMonitors, errorOf(lists.performanceMonitors)),
  ];
  const attempts = permissionProbes(objectsIn(lists)).map((probe) =>
    attempt(route, probe.send, probe.name).pipe(map((outcome) => triedOperation(probe, errorOf(outcome))))
  );
  return attempts.length === 0 ? of(listed) : forkJoin(attempts).pipe(map((tried) => [...listed, ...tried]));
}

function objectsIn({ monitors, scopes, performanceMonitors }: Lists): ProbedObjects {
  const listed = valuesOf(monitors);
  const monitor = listed.find(({ monitorStatus }) => monitorStatus === 'ACTIVE') ?? listed[0];
  const scope = valuesOf(scopes).find(({ status }) => status === 'SUCCEEDED') ?? valuesOf(scopes)[0];
  const [performanceMonitor] = valuesOf(performanceMonitors);
  return {
    ...(monitor && { monitor: { name: monitor.monitorName, arn: monitor.monitorArn } }),
    ...(scope && { scopeId: scope.scopeId }),
    ...(performanceMonitor && { performanceMonitorName: performanceMonitor.name }),
  };
}

function valuesOf<T>(outcome: Attempt<T[]>): readonly T[] {
  return 'value' in outcome ? outcome.value : [];
}

function errorOf(outcome: Attempt<unknown>): FlowApiError | undefined {
  return 'error' in outcome ? outcome.error : undefined;
}
