import {
  catchError,
  combineLatest,
  concat,
  defer,
  filter,
  map,
  type Observable,
  of,
  startWith,
  takeWhile,
  tap,
} from 'rxjs';
import { infoNotice, type Notice, warningNotice } from '../../../core/notice';
import { type Flow } from '../../../core/flow/flow';
import { hiddenAtMost } from '../../../core/flow/hiddenFlows';
import { joinReports } from '../../../core/flow/joinReports';
import { mergeWindows } from '../../../core/flow/mergeFlows';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';
import { mergeReports } from '../../../core/flow/mergeReports';
import { withZeroBytes } from '../../../core/flow/zeroBytes';
import { type FlowsQuery } from '../../../core/query/flowsQuery';
import { type WindowPlan } from '../../../core/query/planWindow';
import { type FlowApiClient } from '../../../flowapi/client';
import { FlowApiError, toFlowApiError } from '../../../flowapi/errors';
import { flowQueries, type FlowsProgress, type WindowAnswers } from '../../../flowapi/flowQueries';
import { monitorNamed } from '../../../flowapi/messages';
import { clockIsFast, clockIsSlow, queriesCompleted } from '../../messages';
import { cutNotices, describeParts, failureNotices } from '../../results/queryParts';
import { forDisplay } from '../../../flowapi/forDisplay';
import { SharedStreams } from '../../../flowapi/sharedStreams';
import { SharedTopContributors } from '../../../flowapi/sharedTopContributors';
import { type ClusterNames, type NamesSnapshot } from '../../context/clusterNames';
import { hiddenText } from './hiddenText';
import { LastSnapshots } from './lastSnapshots';

/** The part of a query that determines which API queries are sent. Panels that differ only in the rest share a snapshot. */
export type ApiFlowsRequest = Pick<FlowsQuery, 'metrics' | 'categories' | 'optionalCategories' | 'limit'> & {
  /** Flows of several monitors are merged: what two monitors report counts once. */
  monitorNames: readonly string[];
};

/**
 * Snapshots are shared by the panels of one refresh. Later requests create a new snapshot: the results of successful queries
 * are cached for longer, and failed queries are repeated.
 */
const FRESH_MS = 2_000;

/** Snapshots of monitors' flows from the flow API, shared by all panels with the same request. */
export class ApiFlows {
  private readonly queries: SharedTopContributors;
  private readonly snapshots: SharedStreams<FlowSnapshot>;
  private readonly last = new LastSnapshots();

  constructor(
    private readonly client: FlowApiClient,
    private readonly names: ClusterNames
  ) {
    this.queries = new SharedTopContributors(client);
    this.snapshots = new SharedStreams(client.pacing.scheduler);
  }

  /**
   * Growing snapshots, of which the last is complete. Errors with a FlowApiError if the queries of all monitors fail.
   *
   * @param cluster the name of the cluster, if the request is about a single one.
   */
  snapshotsOf(request: ApiFlowsRequest, plan: WindowPlan, cluster?: string): Observable<FlowSnapshot> {
    const key = JSON.stringify([request, plan, cluster]);
    return this.snapshots.get(key, FRESH_MS, () => this.snapshot(request, plan, cluster));
  }

  /**
   * The first snapshot is shown while it grows. At a refresh, the last complete snapshot is shown until the new one is complete:
   * otherwise, graphs would shrink and grow at each refresh.
   */
  private snapshot(request: ApiFlowsRequest, plan: WindowPlan, cluster: string | undefined): Observable<FlowSnapshot> {
    return defer(() => {
      const last = this.last.recall(request, plan.window);
      const growing = this.growing(request, plan, cluster).pipe(
        filter(({ isWhole }) => isWhole || last === undefined),
        tap((snapshot) => snapshot.isWhole && this.last.remember(request, snapshot))
      );
      return last ? concat(of({ ...last, isWhole: false }), growing) : growing;
    });
  }

  private growing(request: ApiFlowsRequest, plan: WindowPlan, cluster: string | undefined): Observable<FlowSnapshot> {
    const names = this.names.inWindow(plan.window, cluster).pipe(startWith(undefined));
    const { scheduler } = this.client.pacing;
    const toSnapshot = snapshotMaker(plan, request.limit, () => this.client.clockOffsetMs);
    return combineLatest([this.progressOf(request, plan), names]).pipe(
      forDisplay(scheduler),
      map(([soFar, namesSnapshot]) => toSnapshot(soFar, namesSnapshot)),
      takeWhile(({ isWhole }) => !isWhole, true)
    );
  }

  /** The progress of all monitors. If all queries of one monitor fail, the others continue. */
  private progressOf({ monitorNames, ...request }: ApiFlowsRequest, { parts }: WindowPlan): Observable<Progress[]> {
    const monitors = monitorNames.map((monitorName) =>
      flowQueries(this.queries, { ...request, monitorName, windows: parts }).pipe(
        catchError((failure: unknown) => of(toFlowApiError(failure, monitorNamed(monitorName)))),
        startWith(undefined)
      )
    );
    return combineLatest(monitors).pipe(
      map((all) => {
        const errors = all.filter((progress) => progress instanceof FlowApiError);
        const [error] = errors;
        if (error && errors.length === all.length) {
          throw error;
        }
        return all;
      }),
      filter((all) => all.some((progress) => progress !== undefined))
    );
  }
}

/** The state of one monitor: undefined at the beginning, then its progress or its error. */
type Progress = FlowsProgress | FlowApiError | undefined;

/** Creates the snapshots of one request. Reports are joined again only in windows that changed since the last snapshot. */
function snapshotMaker(
  { window, parts, notice }: WindowPlan,
  limit: number,
  clockOffsetMs: () => number
): (monitors: Progress[], names: NamesSnapshot | undefined) => FlowSnapshot {
  let joined: Joined[] = [];
  return (monitors, names) => {
    const running = monitors.filter(isRunning);
    joined = parts.map((_, index) => {
      const answers = running.flatMap(({ windows }) => windows[index] ?? []);
      const before = joined[index];
      const isSame = before?.names === names && sameItems(before?.answers ?? [], answers);
      return before && isSame ? before : { answers, names, flows: joinAnswers(answers, names) };
    });
    const done = running.reduce((sum, monitor) => sum + monitor.done, 0);
    const total = running.reduce((sum, monitor) => sum + monitor.total, 0);
    const cut = running.flatMap((monitor) => monitor.cut);
    const isBytesCut = cut.some(({ metric }) => metric === 'DATA_TRANSFERRED');
    const isWhole = names !== undefined && monitors.every((monitor) => monitor !== undefined) && done === total;
    return {
      flows: mergeWindows(joined.map(({ flows }) => flows)),
      window,
      isWhole,
      ...(isWhole && isBytesCut && { answeredBytes: answeredBytes(running) }),
      notices: [
        ...(isWhole ? [] : [infoNotice(queriesCompleted(done, total))]),
        ...(notice === undefined ? [] : [warningNotice(notice)]),
        ...clockNotices(clockOffsetMs()),
        ...monitors.flatMap((monitor) => (monitor instanceof FlowApiError ? [warningNotice(monitor.message)] : [])),
        ...failureNotices(
          running.flatMap(({ failed }) => failed),
          describeParts
        ),
        ...cutNotices({
          cut: cut.length,
          answered: running.reduce((sum, monitor) => sum + monitor.succeeded, 0),
          limit,
          what: describeParts(cut),
          maximum: hiddenText(hiddenAtMost(cut)),
        }),
        ...(names?.notices ?? []),
      ],
    };
  };
}

interface Joined {
  answers: readonly WindowAnswers[];
  names: NamesSnapshot | undefined;
  flows: Flow[];
}

function joinAnswers(answers: readonly WindowAnswers[], names: NamesSnapshot | undefined): Flow[] {
  const monitors = answers.map(({ answers: reportLists, allBytes }) =>
    withZeroBytes(
      reportLists.flatMap((reports) => reports ?? []),
      allBytes
    )
  );
  return joinReports(mergeReports(monitors), names?.lookup);
}

function answeredBytes(monitors: readonly FlowsProgress[]): number {
  const reports = monitors.flatMap(({ windows }) =>
    windows.flatMap(({ answers }) => answers.flatMap((reportList) => reportList ?? []))
  );
  return reports.reduce((sum, { metric, value }) => sum + (metric === 'DATA_TRANSFERRED' ? value : 0), 0);
}

function isRunning(progress: Progress): progress is FlowsProgress {
  return progress !== undefined && !(progress instanceof FlowApiError);
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function clockNotices(offsetMs: number): Notice[] {
  if (offsetMs === 0) {
    return [];
  }
  const minutes = Math.round(Math.abs(offsetMs) / 6_000) / 10;
  return [warningNotice(offsetMs < 0 ? clockIsFast(minutes) : clockIsSlow(minutes))];
}
