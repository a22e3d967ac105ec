import { type DataFrame } from '@grafana/data';
import { catchError, combineLatest, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { MAX_LOG_ROWS } from '../../../core/cloudwatch/policyLogQuery';
import { displayable, MAX_MESSAGE_LENGTH } from '../../../core/displayable';
import { filterFlows } from '../../../core/flow/filter';
import { infoNotice, type Notice, warningNotice } from '../../../core/notice';
import {
  type DeniedConnection,
  deniedConnections,
  deniedPairs,
  type ServiceAt,
  servicesByAddress,
} from '../../../core/policyLog/deniedConnections';
import { type PolicyLog, readPolicyLog, windowOfNames } from '../../../core/policyLog/policyLog';
import { servicesQuery } from '../../../core/prometheus/kubernetes/kubeState';
import { nameOfCluster } from '../../../core/query/clusterName';
import { type DeniedQuery } from '../../../core/query/deniedQuery';
import { pastOf, type TimeWindow } from '../../../core/time';
import { pricesFrom } from '../../../core/transfer/charges';
import { deniedFrame } from '../../../frames/deniedFrame';
import { type QueryContext } from '../../context/queryContext';
import { malformedLines, NO_CLOUDWATCH_FOR_LOGS, NO_POLICY_LOG_LINES, onlyMostDenied } from '../../messages';
import { instantSamples } from '../../prometheus/instantSamples';
import { rangeOf } from '../../query/range';
import { type Snapshot, snapshotResponse } from '../../results/snapshotResponse';
import { flowFrames } from '../flows/flowFrames';
import { type QueryHandler } from '../handler';

interface DeniedSnapshot extends Snapshot {
  connections: readonly DeniedConnection[];
}

/** Answers a query for the connections that network policies deny, from the log of the policy agents. */
export const answerDenied: QueryHandler<DeniedQuery> = (context, query, { request, refId }) => {
  const { client, settings } = context;
  const window = pastOf(rangeOf(request), client.nowMs());
  const prices = pricesFrom(settings.prices);
  return snapshotResponse(snapshotOf(context, query.cluster, window), {
    refId,
    scheduler: client.pacing.scheduler,
    framesOf: ({ connections }) => framesOf(connections, query, { refId, window, prices }),
  });
};

function snapshotOf(context: QueryContext, cluster: string, window: TimeWindow): Observable<DeniedSnapshot> {
  const { policyLogs, names } = context;
  if (!policyLogs) {
    return throwError(() => new Error(NO_CLOUDWATCH_FOR_LOGS));
  }
  return policyLogs.rowsOf(cluster, window).pipe(
    switchMap((rows) => {
      const log = readPolicyLog(rows);
      const named = windowOfNames(log, window);
      const services = servicesIn(context, cluster, named);
      return combineLatest([names.inWindow(named, nameOfCluster(cluster)), services]).pipe(
        map(([{ lookup, notices }, serviceAt]) => ({
          isWhole: true,
          connections: deniedConnections(log.denied, lookup, serviceAt),
          notices: [...noticesOf(log, rows.length), ...notices],
        }))
      );
    })
  );
}

/** The names of Services. Without them, ClusterIPs are shown as addresses; the notices of the other names say why. */
function servicesIn(
  { prometheus, settings }: QueryContext,
  cluster: string,
  window: TimeWindow
): Observable<ServiceAt> {
  const { clusterLabel, hasKubeStateMetrics = true } = settings;
  const unknown = of<ServiceAt>(() => undefined);
  const seconds = Math.round((window.endMs - window.startMs) / 1_000);
  const ofCluster = clusterLabel
    ? [{ label: clusterLabel, operator: '=' as const, value: nameOfCluster(cluster) }]
    : [];
  return prometheus.pipe(
    switchMap((found) =>
      found && hasKubeStateMetrics
        ? instantSamples(found, { services: servicesQuery(`${seconds}s`, ofCluster) }, window).pipe(
            map(({ services }) => servicesByAddress(services.map(({ labels }) => labels)))
          )
        : unknown
    ),
    catchError(() => unknown)
  );
}

function noticesOf({ denied, others, malformed, malformedExample }: PolicyLog, rows: number): Notice[] {
  const example = malformedExample && displayable(malformedExample, MAX_MESSAGE_LENGTH);
  return [
    ...(malformed > 0 ? [warningNotice(malformedLines(malformed, example))] : []),
    ...(rows >= MAX_LOG_ROWS ? [warningNotice(onlyMostDenied(MAX_LOG_ROWS))] : []),
    ...(denied.length + others + malformed === 0 ? [infoNotice(NO_POLICY_LOG_LINES)] : []),
  ];
}

function framesOf(
  connections: readonly DeniedConnection[],
  { filters, format, level }: DeniedQuery,
  { refId, window, prices }: { refId: string; window: TimeWindow; prices: ReturnType<typeof pricesFrom> }
): DataFrame[] {
  const flows = filterFlows(
    connections.map(({ flow }) => flow),
    filters
  );
  if (format !== 'table') {
    const snapshot = { flows, window, isWhole: true, notices: [] };
    return flowFrames(snapshot, { filters: [], groupBy: [], format, level }, { refId, prices });
  }
  const passed = new Set(flows);
  return [deniedFrame(deniedPairs(connections.filter(({ flow }) => passed.has(flow))), refId)];
}
