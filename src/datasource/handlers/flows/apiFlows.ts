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
import { cutNotices, describeParts, failureNotices } from '../../results/queryParts';
import { forDisplay } from '../../../flowapi/forDisplay';
import { SharedStreams } from '../../../flowapi/sharedStreams';
import { SharedTopContributors } from '../../../flowapi/sharedTopContributors';
import { type ClusterNames, type NamesSnapshot } from '../../context/clusterNames';
import { hiddenText } from './hiddenText';
import { LastSnapshots } from './lastSnapshots';

/** What decides which queries are sent: panels that differ in the rest share one picture. */
export type ApiFlowsRequest = Pick<FlowsQuery, 'metrics' | 'categories' | 'optionalCategories' | 'limit'> & {
  /** Several are told as one: what two of them watch counts once. */
  monitorNames: readonly string[];
};

/**
 * For the other panels of the same refresh. Later ones make the picture anew: the queries' answers are
 * remembered for longer, those that failed are asked again.
 */
const FRESH_MS = 2_000;

/** Pictures of monitors' flows from the flow API, one for all panels that ask for the same. */
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
   * The picture as it grows; the last one is whole. Errors with a FlowApiError where no monitor answers.
   *
   * @param cluster the cluster's name where the request is about one.
   */
  snapshotsOf(request: ApiFlowsRequest, plan: WindowPlan, cluster?: string): Observable<FlowSnapshot> {
    const key = JSON.stringify([request, plan, cluster]);
    return this.snapshots.get(key, FRESH_MS, () => this.snapshot(request, plan, cluster));
  }

  /**
   * A first picture is worth showing in parts. At a refresh the whole picture of a moment ago is worth
   * more than the first part of the new one: parts would make a graph shrink and grow every time.
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
      map(([soFar, known]) => toSnapshot(soFar, known)),
      takeWhile(({ isWhole }) => !isWhole, true)
    );
  }

  /** All monitors' progress; one that fails as a whole leaves the others standing. */
  private progressOf({ monitorNames, ...request }: ApiFlowsRequest, { parts }: WindowPlan): Observable<Progress[]> {
    const monitors = monitorNames.map((monitorName) =>
      flowQueries(this.queries, { ...request, monitorName, windows: parts }).pipe(
        catchError((failure: unknown) => of(toFlowApiError(failure, `Monitor "${monitorName}"`))),
        startWith(undefined)
      )
    );
    return combineLatest(monitors).pipe(
      map((all) => {
        const errors = all.filter((one) => one instanceof FlowApiError);
        const [error] = errors;
        if (error && errors.length === all.length) {
          throw error;
        }
        return all;
      }),
      filter((all) => all.some((one) => one !== undefined))
    );
  }
}

/** What is known of one monitor: nothing yet, its progress, or why there will be none. */
type Progress = FlowsProgress | FlowApiError | undefined;

/** Makes pictures of one request; windows that did not change since the last one are not joined again. */
function snapshotMaker(
  { window, parts, notice }: WindowPlan,
  limit: number,
  clockOffsetMs: () => number
): (monitors: Progress[], known: NamesSnapshot | undefined) => FlowSnapshot {
  let joined: Joined[] = [];
  return (monitors, known) => {
    const running = monitors.filter(isRunning);
    joined = parts.map((_, index) => {
      const answers = running.flatMap(({ windows }) => windows[index] ?? []);
      const before = joined[index];
      const isSame = before?.known === known && sameItems(before?.answers ?? [], answers);
      return before && isSame ? before : { answers, known, flows: joinAnswers(answers, known) };
    });
    const done = running.reduce((sum, one) => sum + one.done, 0);
    const total = running.reduce((sum, one) => sum + one.total, 0);
    const cut = running.flatMap((one) => one.cut);
    const isBytesCut = cut.some(({ metric }) => metric === 'DATA_TRANSFERRED');
    const isWhole = known !== undefined && monitors.every((one) => one !== undefined) && done === total;
    return {
      flows: mergeWindows(joined.map(({ flows }) => flows)),
      window,
      isWhole,
      ...(isWhole && isBytesCut && { answeredBytes: answeredBytes(running) }),
      notices: [
        ...(isWhole ? [] : [infoNotice(`${done} of ${total} queries answered.`)]),
        ...(notice === undefined ? [] : [warningNotice(notice)]),
        ...clockNotices(clockOffsetMs()),
        ...monitors.flatMap((one) => (one instanceof FlowApiError ? [warningNotice(one.message)] : [])),
        ...failureNotices(
          running.flatMap(({ failed }) => failed),
          describeParts
        ),
        ...cutNotices({
          cut: cut.length,
          answered: running.reduce((sum, one) => sum + one.succeeded, 0),
          limit,
          what: describeParts(cut),
          most: hiddenText(hiddenAtMost(cut)),
        }),
        ...(known?.notices ?? []),
      ],
    };
  };
}

interface Joined {
  answers: readonly WindowAnswers[];
  known: NamesSnapshot | undefined;
  flows: Flow[];
}

function joinAnswers(answers: readonly WindowAnswers[], known: NamesSnapshot | undefined): Flow[] {
  const monitors = answers.map((one) =>
    withZeroBytes(
      one.answers.flatMap((reports) => reports ?? []),
      one.allBytes
    )
  );
  return joinReports(mergeReports(monitors), known?.lookup);
}

function answeredBytes(monitors: readonly FlowsProgress[]): number {
  const reports = monitors.flatMap(({ windows }) =>
    windows.flatMap(({ answers }) => answers.flatMap((one) => one ?? []))
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
  const text =
    offsetMs < 0
      ? `This computer's clock is ${minutes} minutes ahead of the flow API's. Set it right; from the next refresh on, flows are asked for by the API’s time.`
      : `This computer's clock is ${minutes} minutes behind the flow API's: what happened since is missing. Set it right.`;
  return [warningNotice(text)];
}
