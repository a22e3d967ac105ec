import {
  combineLatest,
  concat,
  defer,
  filter,
  map,
  type Observable,
  of,
  startWith,
  switchMap,
  takeWhile,
  tap,
  throttleTime,
} from 'rxjs';
import { categoryLabel } from '../../core/flow/category';
import { type Flow, type TimeWindow } from '../../core/flow/flow';
import { joinReports } from '../../core/flow/joinReports';
import { mergeMonitors, mergeWindows } from '../../core/flow/mergeFlows';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { type FlowPicture, type Notice } from '../../core/flow/picture';
import { type FlowsQuery } from '../../core/query/flowsQuery';
import { type WindowPlan } from '../../core/query/planWindow';
import { type FlowApiClient } from '../../flowapi/client';
import { flowQueries, type FlowsProgress, type PartOfPicture, type WindowAnswers } from '../../flowapi/flowQueries';
import { monitorsOfCluster } from '../../flowapi/monitorDetail';
import { SharedStreams } from '../../flowapi/sharedStreams';
import { SharedTopContributors } from '../../flowapi/sharedTopContributors';
import { type ClusterKnowledge, type KnownNames } from '../cluster/clusterKnowledge';
import { LastPictures } from './lastPictures';

/** What decides which queries are sent: panels that differ in the rest share one picture. */
export type ApiFlowsRequest = Pick<FlowsQuery, 'metrics' | 'categories' | 'optionalCategories' | 'limit'> & {
  monitorName: string;
};

/** Panels draw every picture; more than four a second nobody can see. */
const MIN_INTERVAL_MS = 250;
/** A picture that nobody shows any more is kept for as long as its queries' answers. */
const FRESH_MS = 60_000;
/** Monitors come and go rarely. */
const CLUSTER_FRESH_MS = 5 * 60_000;

/** Pictures of a monitor's flows from the flow API, one for all panels that ask for the same. */
export class ApiFlows {
  private readonly queries: SharedTopContributors;
  private readonly pictures: SharedStreams<FlowPicture>;
  private readonly clusters: SharedStreams<readonly string[]>;
  private readonly last = new LastPictures();

  constructor(
    private readonly client: FlowApiClient,
    private readonly names: ClusterKnowledge
  ) {
    this.queries = new SharedTopContributors(client);
    this.pictures = new SharedStreams(client.pacing.scheduler);
    this.clusters = new SharedStreams(client.pacing.scheduler);
  }

  /** The picture as it grows; the last one is whole. Errors with a FlowApiError. */
  pictureOf(request: ApiFlowsRequest, plan: WindowPlan): Observable<FlowPicture> {
    const key = JSON.stringify([request, plan.parts]);
    return this.pictures.get(key, FRESH_MS, () => this.picture(request, plan));
  }

  /** The flows of all active monitors that watch an EKS cluster, as one picture. */
  pictureOfCluster(
    request: Omit<ApiFlowsRequest, 'monitorName'>,
    cluster: string,
    plan: WindowPlan
  ): Observable<FlowPicture> {
    return this.clusters
      .get(cluster, CLUSTER_FRESH_MS, () => activeMonitors(this.client, cluster))
      .pipe(
        switchMap((names) =>
          combineLatest(names.map((monitorName) => this.pictureOf({ ...request, monitorName }, plan)))
        ),
        map(unite)
      );
  }

  /**
   * A first picture is worth showing in parts. At a refresh the whole picture of a moment ago is worth
   * more than the first part of the new one: parts would make a graph shrink and grow every time.
   */
  private picture(request: ApiFlowsRequest, plan: WindowPlan): Observable<FlowPicture> {
    return defer(() => {
      const last = this.last.recall(request, plan.window);
      const growing = this.growing(request, plan).pipe(
        filter(({ isWhole }) => isWhole || last === undefined),
        tap((picture) => picture.isWhole && this.last.remember(request, picture))
      );
      return last ? concat(of({ ...last, isWhole: false }), growing) : growing;
    });
  }

  private growing(request: ApiFlowsRequest, plan: WindowPlan): Observable<FlowPicture> {
    const names = this.names.inWindow(plan.window).pipe(startWith(undefined));
    const progress = flowQueries(this.queries, { ...request, windows: plan.parts });
    const { scheduler } = this.client.pacing;
    const toPicture = pictureMaker(plan, request.limit, () => this.client.clockOffsetMs);
    return combineLatest([progress, names]).pipe(
      throttleTime(MIN_INTERVAL_MS, scheduler, { leading: true, trailing: true }),
      map(([soFar, known]) => toPicture(soFar, known)),
      takeWhile(({ isWhole }) => !isWhole, true)
    );
  }
}

function activeMonitors(client: FlowApiClient, cluster: string): Observable<readonly string[]> {
  return monitorsOfCluster(client, cluster).pipe(
    map((monitors) => {
      const active = monitors.filter(({ status }) => status === 'ACTIVE');
      if (active.length === 0) {
        throw new Error(
          `No active monitor watches the cluster "${cluster}". Create one with the cluster as its local resource, or choose another cluster.`
        );
      }
      return active.map(({ name }) => name);
    })
  );
}

function unite(pictures: readonly FlowPicture[]): FlowPicture {
  const [first] = pictures;
  const notices = pictures.flatMap((picture) => picture.notices);
  return {
    flows: mergeMonitors(pictures.map(({ flows }) => flows)),
    window: first?.window ?? { startMs: 0, endMs: 0 },
    isWhole: pictures.every(({ isWhole }) => isWhole),
    notices: notices.filter(({ text }, index) => notices.findIndex((other) => other.text === text) === index),
  };
}

/** Makes pictures of one request; windows that did not change since the last one are not joined again. */
function pictureMaker(
  { window, notice }: WindowPlan,
  limit: number,
  clockOffsetMs: () => number
): (progress: FlowsProgress, known: KnownNames | undefined) => FlowPicture {
  let joined = new WeakMap<WindowAnswers, Flow[]>();
  let namedBy: KnownNames | undefined;
  return (progress, known) => {
    if (known !== namedBy) {
      joined = new WeakMap();
      namedBy = known;
    }
    const flows = progress.windows.map((answers) => {
      const now =
        joined.get(answers) ??
        joinReports(
          answers.answers.flatMap((some) => some ?? []),
          known?.knowledge
        );
      joined.set(answers, now);
      return now;
    });
    const isWhole = progress.done === progress.total && known !== undefined;
    return {
      flows: mergeWindows(flows),
      window,
      isWhole,
      notices: [
        ...(isWhole ? [] : [info(`${progress.done} of ${progress.total} queries answered.`)]),
        ...(notice === undefined ? [] : [warning(notice)]),
        ...clockNotices(clockOffsetMs()),
        ...failureNotices(progress),
        ...cutNotices(progress, limit),
        ...(known?.notices ?? []),
      ],
    };
  };
}

/** One notice for each reason, however many queries it met. */
function failureNotices({ failed }: FlowsProgress): Notice[] {
  const byReason = new Map<string, PartOfPicture[]>();
  for (const failure of failed) {
    const { message } = failure.error;
    byReason.set(message, [...(byReason.get(message) ?? []), failure]);
  }
  return [...byReason].map(([reason, parts]) => warning(`Without ${describe(parts)}: ${reason}`));
}

/** A quiet word: that the API tells only the top is how it is, but nobody should take it for all there is. */
function cutNotices({ cut }: FlowsProgress, limit: number): Notice[] {
  return cut.length === 0
    ? []
    : [info(`Only the top ${limit} of ${describe(cut)} are known: what is not shown is not zero.`)];
}

/** "data transferred and timeouts of "Within a zone", "Across zones"", with the hours where they are several. */
function describe(parts: readonly PartOfPicture[]): string {
  const byMetrics = new Map<string, Set<string>>();
  for (const { metric, category } of parts) {
    const label = FLOW_METRIC_LABELS[metric].toLowerCase();
    byMetrics.set(label, (byMetrics.get(label) ?? new Set()).add(`"${categoryLabel(category)}"`));
  }
  const windows = new Set(parts.map(({ window }) => hourOf(window)));
  const what = [...byMetrics].map(([metric, categories]) => `${metric} of ${[...categories].join(', ')}`).join('; ');
  return windows.size > 1 ? `${what} in ${windows.size} of the windows` : what;
}

function hourOf({ startMs }: TimeWindow): number {
  return startMs;
}

function clockNotices(offsetMs: number): Notice[] {
  if (offsetMs === 0) {
    return [];
  }
  const minutes = Math.round(Math.abs(offsetMs) / 6_000) / 10;
  const text =
    `This computer's clock is ${minutes} minutes ${offsetMs < 0 ? 'ahead of' : 'behind'} the flow API's. ` +
    'Set it right; from the next refresh on, flows are asked for by the API’s time.';
  return [warning(text)];
}

function info(text: string): Notice {
  return { severity: 'info', text };
}

function warning(text: string): Notice {
  return { severity: 'warning', text };
}
