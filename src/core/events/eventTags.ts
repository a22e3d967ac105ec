import { type ClusterEvent } from './event';

/** The first tag of events, by which they are recognized. */
export const EVENT_TAGS = { allowance: 'allowance', agentRestart: 'agent restart', rollout: 'rollout' } as const;

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
