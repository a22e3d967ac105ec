import { catchError, combineLatest, forkJoin, last, map, of, switchMap } from 'rxjs';
import { DIAGNOSIS_METRICS } from '../../../core/diagnosis/diagnosisMetrics';
import { type Flow } from '../../../core/flow/flow';
import { type MonitorFacts } from '../../../core/inventory/inventory';
import { watchesCluster } from '../../../core/inventory/watchesCluster';
import { type Watched } from '../../../core/query/flowsQuery';
import { type TimeWindow } from '../../../core/time';
import { readMonitors } from '../../../flowapi/monitorDetail';
import { monitorPoints, PERIOD_MS } from '../../cloudwatch/monitorQueries';
import { type QueryContext } from '../../context/queryContext';
import { splitRange } from '../../query/splitRange';
import { watchedFlows } from '../flows/watchedFlows';
import { inventorySnapshot } from '../inventory/inventorySnapshot';
import { type PathsSnapshot, pathsOverWindows } from '../paths/pathsSnapshots';
import { type DiagnosisRequest, historyOf, type ObservationPart } from './observed';

/** Paths with an impact come first. */
const PATHS = 100;

/**
 * The flows of the window and, if no series has the history, of the window before.
 *
 * @param hasSeries whether Prometheus has flow series.
 */
export function flowTables(context: QueryContext, request: DiagnosisRequest, hasSeries = false): ObservationPart {
  const { before, now } = request.windows;
  const none = of({ flows: [] as readonly Flow[], notices: [] });
  return combineLatest([
    hasSeries ? none : wholeSnapshot(context, request.watched, before),
    wholeSnapshot(context, request.watched, now),
  ]).pipe(
    map(([earlier, current]) => ({
      flows: { before: earlier.flows, now: current.flows },
      notices: current.notices,
    }))
  );
}

function wholeSnapshot(context: QueryContext, watched: Watched | undefined, window: TimeWindow) {
  return watchedFlows(context, watched, window, DIAGNOSIS_METRICS).pipe(last());
}

/** The monitors, and whether AWS reports an impairment of its network for them, if there is a CloudWatch data source. */
export function monitorsAndHealth(context: QueryContext, request: DiagnosisRequest): ObservationPart {
  return readMonitors(context.client).pipe(
    map((reads) => reads.map(({ monitor }) => monitor).filter((monitor) => isWatched(monitor, request))),
    switchMap((monitors) => networkHealth(context, request, monitors).pipe(map((health) => ({ monitors, ...health }))))
  );
}

function isWatched(monitor: MonitorFacts, { watched }: DiagnosisRequest): boolean {
  switch (watched?.kind) {
    case undefined:
      return true;
    case 'monitor':
      return monitor.name === watched.name;
    case 'cluster':
      return watchesCluster(monitor, watched.name);
  }
}

function networkHealth(
  { settings }: QueryContext,
  request: DiagnosisRequest,
  monitors: readonly MonitorFacts[]
): ObservationPart {
  const { cloudWatchUid } = settings;
  if (!cloudWatchUid || monitors.length === 0) {
    return of({});
  }
  const arns = monitors.map(({ arn }) => arn);
  return monitorPoints(cloudWatchUid, 'HealthIndicator', arns, historyOf(request)).pipe(
    map((all) => {
      const health = all.flatMap(({ startsMs, values }, index) => ({
        labels: { monitor: monitors[index]?.name },
        timesMs: startsMs.map((startMs) => startMs + PERIOD_MS),
        values: [...values],
      }));
      const known = health.filter(({ values }) => values.length > 0);
      return known.length > 0 ? { health: known } : {};
    }),
    catchError((failure: Error) => of({ notices: [{ severity: 'warning' as const, text: failure.message }] }))
  );
}

/** The paths between zones that AWS observes with performance monitors. */
export function networkPaths(context: QueryContext, { windows: { now } }: DiagnosisRequest): ObservationPart {
  const { client } = context;
  const { parts } = splitRange(context, now, 1);
  return inventorySnapshot(client, { kind: 'performanceMonitors' }).pipe(
    switchMap(({ inventory, notices }) => {
      const monitors = inventory.kind === 'performanceMonitors' ? inventory.monitors : [];
      const snapshots = monitors
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ name }) =>
          pathsOverWindows(client, { monitorName: name, windows: parts, filters: [], limit: PATHS }).pipe(last())
        );
      const all = snapshots.length === 0 ? of([] as PathsSnapshot[]) : forkJoin(snapshots);
      return all.pipe(
        map((found) => ({
          ...(found.length > 0 && { paths: found.flatMap(({ paths }) => paths) }),
          notices: [...notices, ...found.flatMap((snapshot) => snapshot.notices)],
        }))
      );
    })
  );
}
