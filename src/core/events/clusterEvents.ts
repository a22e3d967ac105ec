import { type AgentMetric } from '../prometheus/agent/metric';
import { RECENT_SECONDS } from '../prometheus/kubernetes/rollouts';
import { type ClusterEvent } from './event';
import { type Points, type Interval, intervalsOf } from './intervals';

/** How the points were asked for. */
export interface EventContext {
  stepMs: number;
  /** The label that tells clusters apart, where one Prometheus holds several. */
  clusterLabel?: string;
}

/** One quiet step does not end it: a scrape can be late, or missed. */
const QUIET_STEPS = 2;

/** From when to when a node exceeded an allowance, and by how many packets; points are packets per second. */
export function allowanceEvents(
  { name, title }: AgentMetric,
  series: readonly Points[],
  context: EventContext
): ClusterEvent[] {
  const { stepMs } = context;
  return series.flatMap((points) =>
    intervalsOf(points, { stepMs, mostGapMs: QUIET_STEPS * stepMs }).map(({ startMs, endMs, sum }) => {
      const { node = '' } = points.labels;
      const packets = counted((sum * stepMs) / 1_000, 'packet');
      return {
        startMs,
        endMs,
        title,
        text: `${node}: ${packets} beyond the allowance.`,
        tags: tagged(['allowance', name, node], points, context),
      };
    })
  );
}

/** When agents were started anew; points are the seconds since the epoch at which that was. */
export function restartEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { node = '' } = points.labels;
    return [...new Set(points.values)].map((seconds) => ({
      startMs: seconds * 1_000,
      title: 'Agent restart',
      text: `The network agent on ${node} was started anew: what its node moved while it was away is missing.`,
      tags: tagged(['agent restart', node], points, context),
    }));
  });
}

/** A rollout goes on while pods come no further apart: each waits until the one before is ready. */
const BETWEEN_PODS_MS = 300_000;

/** From the first to the last pod that a new ReplicaSet started; points are numbers of pods. */
export function rolloutEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { namespace = '', workload = '', workload_kind: kind = '', created_by_name: replicaSet = '' } = points.labels;
    return withoutScaling(podIntervals(points, context)).map(({ sum, ...time }) => ({
      ...time,
      title: `Rollout of ${namespace}/${workload}`,
      text: `${kind}: ReplicaSet ${replicaSet} started ${counted(sum, 'pod')}.`,
      tags: tagged(['rollout', namespace, workload], points, context),
    }));
  });
}

/** From the first to the last pod of a StatefulSet or DaemonSet that came in place of another; points are numbers of pods. */
export function podReplacementEvents(series: readonly Points[], context: EventContext): ClusterEvent[] {
  return series.flatMap((points) => {
    const { namespace = '', workload = '', workload_kind: kind = '' } = points.labels;
    return podIntervals(points, context).map(({ sum, ...time }) => ({
      ...time,
      title: `Pods of ${namespace}/${workload} replaced`,
      text: `${kind}: ${counted(sum, 'pod')} came in place of others.`,
      tags: tagged(['rollout', namespace, workload], points, context),
    }));
  });
}

function podIntervals(points: Points, { stepMs }: EventContext): Interval[] {
  return intervalsOf(points, { stepMs, mostGapMs: Math.max(QUIET_STEPS * stepMs, BETWEEN_PODS_MS) });
}

/** A ReplicaSet counts as new for a while: what it starts later in it, it starts because it is scaled. */
function withoutScaling(intervals: readonly Interval[]): Interval[] {
  return intervals.filter(({ startMs }, index) => {
    const before = intervals[index - 1];
    return before === undefined || startMs - before.endMs > RECENT_SECONDS * 1_000;
  });
}

function tagged(tags: readonly string[], { labels }: Points, { clusterLabel }: EventContext): string[] {
  const cluster = clusterLabel === undefined ? undefined : labels[clusterLabel];
  return [...tags, cluster ?? ''].filter((tag) => tag !== '').map((tag) => tag.replaceAll(',', ' '));
}

/** "1,234 packets", "1 pod" */
function counted(amount: number, unit: string): string {
  const whole = Math.max(1, Math.round(amount));
  const digits = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${digits} ${unit}${whole === 1 ? '' : 's'}`;
}
