import { workloadFromPodName } from '../kubernetes/workloadFromPodName';
import { type EventContext, tagged } from './clusterEvents';
import { type ClusterEvent } from './event';
import { EVENT_TAGS } from './eventTags';
import { type Interval, intervalsOf, type Points } from './intervals';
import {
  containerRestartsText,
  containerRestartsTitle,
  podsNotReadyText,
  podsNotReadyTitle,
  podsStoppedText,
  podsStoppedTitle,
  podsUnschedulableText,
  podsUnschedulableTitle,
} from './messages';

/**
 * The longest pause between restarts of a container that keeps ending: the kubelet waits for up to five minutes before it
 * starts it again (kubernetes.io, Pod Lifecycle, "Container restarts"), plus the interval of kube-state-metrics.
 */
export const BACK_OFF_MS = 360_000;

/** Restarts of containers by workload, container, and reason; points are numbers of restarts of a pod. */
export function containerRestartEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return eventsOfPods(
    series,
    ['container', 'reason'],
    context,
    ({ workload, container = '', reason }, { sum, pods }) => ({
      title: containerRestartsTitle(workload),
      text: containerRestartsText(container, sum, pods, reason),
      kind: EVENT_TAGS.containerRestart,
    })
  );
}

/** Pods that were evicted or stopped together with their node; points are 1 for each pod. */
export function stoppedPodEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return eventsOfPods(series, ['reason'], context, ({ workload, reason = '' }, { pods }) => ({
    title: podsStoppedTitle(workload),
    text: podsStoppedText(pods, reason),
    kind: EVENT_TAGS.podStopped,
  }));
}

/** The times in which pods were not ready; points are 1 for each pod. */
export function notReadyEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return eventsOfPods(series, [], context, ({ workload }, { pods }) => ({
    title: podsNotReadyTitle(workload),
    text: podsNotReadyText(pods),
    kind: EVENT_TAGS.podNotReady,
  }));
}

/** The times in which pods waited for a node; points are 1 for each pod. */
export function unschedulableEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return eventsOfPods(series, [], context, ({ workload }, { pods }) => ({
    title: podsUnschedulableTitle(workload),
    text: podsUnschedulableText(pods),
    kind: EVENT_TAGS.podUnschedulable,
  }));
}

/** What the pods of an event have in common. */
interface PodGroup {
  /** "namespace/name" */
  workload: string;
  container?: string;
  reason?: string;
}

/** A time span in which some pods of a group have a problem. */
interface PodInterval extends Interval {
  /** The names of the pods. */
  pods: readonly string[];
}

/** One event for each group of pods and each time span without a longer pause. */
function eventsOfPods(
  series: readonly Points[],
  distinguishing: ReadonlyArray<'container' | 'reason'>,
  context: EventContext,
  describe: (group: PodGroup, interval: PodInterval) => Pick<ClusterEvent, 'title' | 'text'> & { kind: string }
): ClusterEvent[] {
  const { clusterLabel = '' } = context;
  const groups = new Map<string, Points[]>();
  for (const points of series) {
    const { labels } = points;
    const names = [labels[clusterLabel], ...workloadOf(points), ...distinguishing.map((label) => labels[label])];
    const key = JSON.stringify(names);
    groups.set(key, [...(groups.get(key) ?? []), points]);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (!first) {
      return [];
    }
    const [namespace, name] = workloadOf(first);
    const { container, reason } = first.labels;
    const group = { workload: `${namespace}/${name}`, ...(container && { container }), ...(reason && { reason }) };
    return podIntervals(members, context).map((interval) => {
      const { kind, title, text } = describe(group, interval);
      const { startMs, endMs, pods } = interval;
      const tags = tagged([kind, namespace, name, reason ?? ''], first, context);
      return { startMs, endMs, title, text, tags, pods: pods.map((pod) => ({ namespace, pod })) };
    });
  });
}

function workloadOf({ labels: { namespace = '', pod = '' } }: Points): [string, string] {
  return [namespace, workloadFromPodName(pod).name];
}

function podIntervals(members: readonly Points[], { stepMs }: EventContext): PodInterval[] {
  const mostGapMs = Math.max(2 * stepMs, BACK_OFF_MS);
  return intervalsOf(sumOf(members), { stepMs, mostGapMs }).map((interval) => ({
    ...interval,
    pods: members
      .filter(({ timesMs, values }) =>
        timesMs.some(
          (timeMs, index) => timeMs > interval.startMs && timeMs <= interval.endMs && (values[index] ?? 0) > 0
        )
      )
      .map(({ labels: { pod = '' } }) => pod),
  }));
}

/** The sum of several series, in order of time. */
function sumOf(members: readonly Points[]): Points {
  const sums = new Map<number, number>();
  members.forEach(({ timesMs, values }) =>
    timesMs.forEach((timeMs, index) => {
      const value = values[index] ?? 0;
      sums.set(timeMs, (sums.get(timeMs) ?? 0) + (value > 0 ? value : 0));
    })
  );
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return { labels: {}, timesMs: sorted.map(([timeMs]) => timeMs), values: sorted.map(([, value]) => value) };
}
