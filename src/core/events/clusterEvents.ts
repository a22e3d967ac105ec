import { type AgentMetric } from '../prometheus/agent/metric';
import { RECENT_SECONDS } from '../prometheus/kubernetes/rollouts';
import { type ClusterEvent } from './event';
import { EVENT_TAGS } from './eventTags';
import {
  AGENT_RESTART,
  agentRestartedText,
  allowanceExceededText,
  podsReplacedText,
  podsReplacedTitle,
  rolloutText,
  rolloutTitle,
} from './messages';
import { type Points, type Interval, intervalsOf } from './intervals';

/** How the points were queried. */
export interface EventContext {
  stepMs: number;
  /** The label that identifies the cluster, if one Prometheus holds several. */
  clusterLabel?: string;
}

/** One quiet step does not end an event, because a scrape can be late or missing. */
const QUIET_STEPS = 2;

/** The times in which a node exceeded an allowance, and the number of packets; points are packets per second. */
export function allowanceEvents(
  { name, title }: AgentMetric,
  series: readonly Points[],
  context: EventContext
): ClusterEvent[] {
  const { stepMs } = context;
  return series.flatMap((points) =>
    intervalsOf(points, { stepMs, mostGapMs: QUIET_STEPS * stepMs }).map(({ startMs, endMs, sum }) => {
      const { node = '' } = points.labels;
      return {
        startMs,
        endMs,
        title,
        text: allowanceExceededText(node, (sum * stepMs) / 1_000),
        tags: tagged([EVENT_TAGS.allowance, name, node], points, context),
      };
    })
  );
}

/** Restarts of agents; points are the times of the restarts in seconds since the epoch. */
export function restartEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { node = '' } = points.labels;
    return [...new Set(points.values)].map((seconds) => ({
      startMs: seconds * 1_000,
      title: AGENT_RESTART,
      text: agentRestartedText(node),
      tags: tagged([EVENT_TAGS.agentRestart, node], points, context),
    }));
  });
}

/** The longest pause between two pods of a rollout: each pod waits until the previous one is ready. */
const BETWEEN_PODS_MS = 300_000;

/** Rollouts, from the first to the last pod that a new ReplicaSet started; points are numbers of pods. */
export function rolloutEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { namespace = '', workload = '', workload_kind: kind = '', created_by_name: replicaSet = '' } = points.labels;
    return withoutScaling(podIntervals(points, context)).map(({ sum, ...time }) => ({
      ...time,
      title: rolloutTitle(namespace, workload),
      text: rolloutText(kind, replicaSet, sum),
      tags: tagged([EVENT_TAGS.rollout, namespace, workload], points, context),
    }));
  });
}

/** Replacements of pods of a StatefulSet or DaemonSet, from the first to the last pod; points are numbers of pods. */
export function podReplacementEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { namespace = '', workload = '', workload_kind: kind = '' } = points.labels;
    return podIntervals(points, context).map(({ sum, ...time }) => ({
      ...time,
      title: podsReplacedTitle(namespace, workload),
      text: podsReplacedText(kind, sum),
      tags: tagged([EVENT_TAGS.rollout, namespace, workload], points, context),
    }));
  });
}

function podIntervals(points: Points, { stepMs }: EventContext): Interval[] {
  return intervalsOf(points, { stepMs, mostGapMs: Math.max(QUIET_STEPS * stepMs, BETWEEN_PODS_MS) });
}

/** A ReplicaSet counts as new for some time. Pods that it starts later in that time are the result of scaling. */
function withoutScaling(intervals: readonly Interval[]): Interval[] {
  return intervals.filter(({ startMs }, index) => {
    const before = intervals[index - 1];
    return before === undefined || startMs - before.endMs > RECENT_SECONDS * 1_000;
  });
}

/** Tags without empty ones and without commas, with the cluster. */
export function tagged(tags: readonly string[], { labels }: Points, { clusterLabel }: EventContext): string[] {
  const cluster = clusterLabel === undefined ? undefined : labels[clusterLabel];
  return [...tags, cluster ?? ''].filter((tag) => tag !== '').map((tag) => tag.replaceAll(',', ' '));
}
