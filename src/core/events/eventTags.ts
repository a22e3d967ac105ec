import { type ClusterEvent } from './event';

/** The first tag of events, by which they are recognized. */
export const EVENT_TAGS = {
  allowance: 'allowance',
  agentRestart: 'agent restart',
  rollout: 'rollout',
  containerRestart: 'container restart',
  podStopped: 'pod stopped',
  podNotReady: 'pod not ready',
  podUnschedulable: 'pod unschedulable',
} as const;

const POD_TAGS: readonly string[] = [
  EVENT_TAGS.containerRestart,
  EVENT_TAGS.podStopped,
  EVENT_TAGS.podNotReady,
  EVENT_TAGS.podUnschedulable,
];

/** The node whose agent restarted; undefined for other events. */
export function restartedNode({ tags: [kind, node] }: ClusterEvent): string | undefined {
  return kind === EVENT_TAGS.agentRestart ? node : undefined;
}

/** The workload whose pods a rollout replaced; undefined for other events. */
export function rolledOutWorkload({ tags: [kind, namespace, workload] }: ClusterEvent) {
  return kind === EVENT_TAGS.rollout && namespace !== undefined && workload !== undefined
    ? { namespace, workload }
    : undefined;
}

/** The workload whose pods have a problem; undefined for other events. */
export function workloadWithPodProblem({ tags: [kind = '', namespace, workload] }: ClusterEvent) {
  return POD_TAGS.includes(kind) && namespace !== undefined && workload !== undefined
    ? { namespace, workload }
    : undefined;
}
