import { forkJoin, map, type Observable, of, switchMap } from 'rxjs';
import { type Address } from '../../core/health/address';
import { type Finding } from '../../core/health/finding';
import { addressOrFinding, flowApiAnswers, flowApiFails } from '../../core/health/flowApi';
import { monitorFindings } from '../../core/health/monitors';
import { permissionFindings, type TriedOperation } from '../../core/health/permissions';
import { type PerformanceMonitorFacts, type ScopeFacts } from '../../core/inventory/inventory';
import { type FlowApiError } from '../../flowapi/errors';
import { listMonitors } from '../../flowapi/monitors';
import { listPerformanceMonitors } from '../../flowapi/performanceMonitors';
import { permissionProbes, type ProbedThings, triedOperation } from '../../flowapi/permissionProbes';
import { listScopes } from '../../flowapi/scopes';
import { type WireMonitorSummary } from '../../flowapi/wire';
import { type QueryContext } from '../context/queryContext';
import { apiProblem } from './apiProblem';
import { type Attempt, attempt, type ApiRoute } from './attempt';

/** The lists that all else begins with. */
interface Lists {
  monitors: Attempt<WireMonitorSummary[]>;
  scopes: Attempt<ScopeFacts[]>;
  performanceMonitors: Attempt<PerformanceMonitorFacts[]>;
}

/** Operations that list: a 404 can only mean that the endpoint does not know them. */
const LISTING = {
  scopes: { name: 'ListScopes', serves: 'scopes and workload insights', notFound: 'unknown' },
  performanceMonitors: { name: 'ListPerformanceMonitors', serves: 'network paths', notFound: 'unknown' },
} as const;

/**
 * Whether the flow API answers, whom it shows monitors and what it allows. Asks only what reads; whether
 * queries may be started and stopped is not checked, as that would take one.
 *
 * Emits once and never fails; takes no longer than two checks may.
 *
 * @param triesPermissions whether operations are tried, too; the API answers permitted ones with 404
 */
export function flowApiChecks(
  { settings, transport, client }: Pick<QueryContext, 'settings' | 'transport' | 'client'>,
  triesPermissions: boolean
): Observable<Finding[]> {
  const given = addressOrFinding(settings.flowApiUrl, Boolean(settings.prometheusUid));
  if ('finding' in given) {
    return of([given.finding]);
  }
  const way = { transport, pacing: client.pacing };
  const monitors = attempt(way, listMonitors, 'List of monitors');
  if (!triesPermissions) {
    return monitors.pipe(map((outcome) => findingsOf(given.address, outcome, [])));
  }
  return forkJoin({
    monitors,
    scopes: attempt(way, listScopes, 'List of scopes'),
    performanceMonitors: attempt(way, listPerformanceMonitors, 'List of performance monitors'),
  }).pipe(
    switchMap((lists) =>
      tryOperations(way, lists).pipe(map((tried) => findingsOf(given.address, lists.monitors, tried)))
    )
  );
}

/** Where there is no way to the API, that every other operation fails too says nothing. */
function findingsOf(
  address: Address,
  monitors: Attempt<WireMonitorSummary[]>,
  tried: readonly TriedOperation[]
): Finding[] {
  if ('value' in monitors) {
    const known = monitors.value.map(({ monitorName: name, monitorStatus: status }) => ({ name, status }));
    return [flowApiAnswers(address), ...monitorFindings(known), ...permissionFindings(tried)];
  }
  const problem = apiProblem(monitors.error);
  const fails = flowApiFails(problem, address, 'networkflowmonitor:ListMonitors');
  return problem.kind === 'denied' ? [fails, ...permissionFindings(tried)] : [fails];
}

function tryOperations(way: ApiRoute, lists: Lists): Observable<TriedOperation[]> {
  const listed = [
    triedOperation(LISTING.scopes, errorOf(lists.scopes)),
    triedOperation(LISTING.performanceMonitors, errorOf(lists.performanceMonitors)),
  ];
  const attempts = permissionProbes(thingsIn(lists)).map((probe) =>
    attempt(way, probe.ask, probe.name).pipe(map((outcome) => triedOperation(probe, errorOf(outcome))))
  );
  return attempts.length === 0 ? of(listed) : forkJoin(attempts).pipe(map((tried) => [...listed, ...tried]));
}

function thingsIn({ monitors, scopes, performanceMonitors }: Lists): ProbedThings {
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
