import { type DataSourceApi } from '@grafana/data';
import { catchError, defer, map, merge, type Observable, of, scan, shareReplay, switchMap, take } from 'rxjs';
import { diagnose, type Diagnosis } from '../../../core/diagnosis/diagnose';
import { diagnosisWindows } from '../../../core/diagnosis/diagnosisWindows';
import { type Observations } from '../../../core/diagnosis/observations';
import { type Notice, warningNotice } from '../../../core/notice';
import { nameOfCluster } from '../../../core/query/clusterName';
import { type Watched } from '../../../core/query/flowsQuery';
import { type TimeWindow } from '../../../core/time';
import { pricesFrom } from '../../../core/transfer/charges';
import { type QueryContext } from '../../context/queryContext';
import { flowTables, monitorsAndHealth, networkPaths } from './apiParts';
import { kubernetesEvents } from './kubernetesEvents';
import { type DiagnosisRequest, type ObservationPart, type Observed } from './observed';
import { flowSeries, PROMETHEUS_PARTS } from './prometheusParts';

/** The state of a diagnosis whose observations arrive one after the other. */
export interface DiagnosisSnapshot {
  /** The number of parts of the observations that arrived or failed, and of all parts. */
  done: number;
  total: number;
  observations: Observations;
  /**
   * Present when the parts from Prometheus arrived or failed, because a cause can look likely before what speaks against it
   * arrives. The flow API takes longer. If the flows over time are known from Prometheus, it only adds names and details.
   */
  diagnosis?: Diagnosis;
  /** Why observations are missing or incomplete, each once. */
  notices: readonly Notice[];
}

/**
 * Diagnoses a time range, with everything that the settings allow to query. Parts that fail are missing, with a notice, so it
 * never fails.
 *
 * @param watched the monitor or cluster; absent: the only one.
 */
export function observe(
  context: QueryContext,
  watched: Watched | undefined,
  range: TimeWindow
): Observable<DiagnosisSnapshot> {
  return defer(() => {
    const windows = diagnosisWindows(range, context.client.nowMs());
    const prices = pricesFrom(context.settings.prices);
    return clusterOf(context, watched).pipe(
      switchMap((cluster) => {
        const request = { ...windows, ...(watched && { watched }), ...(cluster !== undefined && { cluster }) };
        return existingParts(context, request);
      }),
      switchMap((parts) =>
        merge(
          ...parts.map(({ observed, isDetail }) => withoutFailure(observed).pipe(map((part) => ({ isDetail, part }))))
        ).pipe(
          scan(withPart, NOTHING),
          map((progress) => snapshotOf(progress, parts, { ...windows, prices }))
        )
      )
    );
  });
}

/** A part of the observations, and whether it only adds details if the flows over time are known. */
interface Part {
  observed: ObservationPart;
  isDetail: boolean;
}

interface Progress {
  done: number;
  /** Of the parts that are not details. */
  essential: number;
  observed: Observed;
}

const NOTHING: Progress = { done: 0, essential: 0, observed: {} };

function withPart(
  { done, essential, observed }: Progress,
  { isDetail, part }: { isDetail: boolean; part: Observed }
): Progress {
  return { done: done + 1, essential: essential + (isDetail ? 0 : 1), observed: added(observed, part) };
}

function snapshotOf(
  { done, essential, observed: { notices = [], ...rest } }: Progress,
  parts: readonly Part[],
  given: Pick<Observations, 'windows' | 'stepMs' | 'prices'>
): DiagnosisSnapshot {
  const observations = { ...given, ...rest };
  const total = parts.length;
  const hasEssential = essential === parts.filter(({ isDetail }) => !isDetail).length && rest.pairs !== undefined;
  const diagnosis = done === total || hasEssential ? { diagnosis: diagnose(observations) } : {};
  return { done, total, observations, notices, ...diagnosis };
}

/** The name of the cluster. With one cluster in Prometheus, it makes no difference. */
function clusterOf({ monitors, settings }: QueryContext, watched: Watched | undefined): Observable<string | undefined> {
  if (watched?.kind === 'cluster') {
    return of(nameOfCluster(watched.name));
  }
  return watched !== undefined && settings.clusterLabel && settings.flowApiUrl
    ? monitors.named(watched.name).pipe(map(({ cluster }) => cluster))
    : of(undefined);
}

/** The parts that the settings allow to query: at least the flows, which say what is missing if there is no source. */
function existingParts(context: QueryContext, request: DiagnosisRequest): Observable<Part[]> {
  const { prometheus, settings } = context;
  const fromApi = settings.flowApiUrl ? [monitorsAndHealth(context, request), networkPaths(context, request)] : [];
  return prometheus.pipe(
    map((found) => (found ? prometheusParts(found, context, request) : [detail(flowTables(context, request))])),
    catchError((failure: unknown) => of([detail(of(failed(failure))), detail(flowTables(context, request))])),
    map((parts) => [...parts, ...[...fromApi, ...kubernetesEvents(context, request)].map(detail)])
  );
}

function prometheusParts(prometheus: DataSourceApi, context: QueryContext, request: DiagnosisRequest): Part[] {
  // The history of the flows decides whether a table of earlier flows is needed.
  const series = withoutFailure(flowSeries(prometheus, context, request)).pipe(shareReplay(1));
  const tables = series.pipe(switchMap(({ pairs }) => flowTables(context, request, pairs !== undefined)));
  const essential = [...PROMETHEUS_PARTS.map((part) => part(prometheus, context, request)), series];
  return [...essential.map((observed) => ({ observed, isDetail: false })), detail(tables)];
}

function detail(observed: ObservationPart): Part {
  return { observed, isDetail: true };
}

function withoutFailure(part: ObservationPart): ObservationPart {
  return part.pipe(
    take(1),
    catchError((failure: unknown) => of(failed(failure)))
  );
}

function failed(failure: unknown): Observed {
  return { notices: [warningNotice(failure instanceof Error ? failure.message : String(failure))] };
}

function added(observed: Observed, part: Observed): Observed {
  const notices = [...(observed.notices ?? []), ...(part.notices ?? [])];
  return { ...observed, ...part, notices: [...new Map(notices.map((notice) => [notice.text, notice])).values()] };
}
