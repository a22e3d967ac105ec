/** What a query for events asks for: allowances exceeded, agents started anew, pods started by a rollout. */
export const EVENT_KINDS = ['allowances', 'agentRestarts', 'rollouts'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something that happened in the cluster, to be drawn over charts. */
export interface ClusterEvent {
  startMs: number;
  /** Absent where it happened at a moment. */
  endMs?: number;
  title: string;
  /** To whom, how much, and what it means. */
  text: string;
  /** To be told apart and filtered by: the kind, then names. Without commas, which separate them for Grafana. */
  tags: readonly string[];
}
