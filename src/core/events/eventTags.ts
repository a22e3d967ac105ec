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
  warning: 'Kubernetes warning',
  nodeWarning: 'Kubernetes warning of a node',
} as const;

/** The reasons of Kubernetes' warnings that mean that pods do not work (kubernetes/kubernetes, pkg/kubelet/events/event.go). */
const POD_REASONS: readonly string[] = [
  'BackOff',
  'Evicted',
  'Failed',
  'FailedCreatePodSandBox',
  'FailedScheduling',
  'NodeNotReady',
  'OOMKilling',
  'Unhealthy',
];

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
export function workloadWithPodProblem({ tags: [kind = '', namespace, workload, reason = ''] }: ClusterEvent) {
  const isProblem = POD_TAGS.includes(kind) || (kind === EVENT_TAGS.warning && POD_REASONS.includes(reason));
  return isProblem && namespace !== undefined && workload !== undefined ? { namespace, workload } : undefined;
}

/** The workload of a rollout, of a problem of pods, or of a warning; undefined for other events. */
export function workloadOfEvent(event: ClusterEvent) {
  const [kind, namespace, workload] = event.tags;
  return kind === EVENT_TAGS.warning && namespace !== undefined && workload !== undefined
    ? { namespace, workload }
    : (rolledOutWorkload(event) ?? workloadWithPodProblem(event));
}

/** The node that exceeded an allowance, whose agent restarted, or that a warning is about; undefined for other events. */
export function nodeOfEvent(event: ClusterEvent): string | undefined {
  const [kind, first, second] = event.tags;
  return kind === EVENT_TAGS.allowance ? second : kind === EVENT_TAGS.nodeWarning ? first : restartedNode(event);
}
