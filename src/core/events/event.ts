/** The kinds of events: exceeded allowances, restarts of agents, pods that a rollout started, and problems of pods. */
export const EVENT_KINDS = ['allowances', 'agentRestarts', 'rollouts', 'podProblems'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** An event in the cluster, to be shown as an annotation in charts. */
export interface ClusterEvent {
  startMs: number;
  /** Absent if the event has no duration. */
  endMs?: number;
  title: string;
  /** The affected object, the amount, and the meaning. */
  text: string;
  /** Tags for filtering: the kind, then names. They contain no commas, which separate tags in Grafana. */
  tags: readonly string[];
  /** The affected pods, if the event is about pods. */
  pods?: ReadonlyArray<{ namespace: string; pod: string }>;
}
