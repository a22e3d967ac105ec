import { type LabelFilter } from '../matcher';
import { type MetricGrouping } from './grouping';
import { type ClusterOption } from '../labels';
import { type LineRate } from './lineRate';
import { type AgentMetric } from './metric';
import { type Range } from '../range';

/** A query over one of the agent's metrics. */
export interface DeltaGaugeQuery extends ClusterOption {
  metric: AgentMetric;
  groupBy: MetricGrouping;
  filters?: readonly LabelFilter[];
  /** A PromQL duration, or a macro for one: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The same window in seconds, or a macro for it: "300", "($__rate_interval_ms/1000)", "$__range_s". */
  windowSeconds: string;
  /**
   * How running pods are distinguished from terminated ones, whose series repeat their last value until the agent
   * restarts:
   * - by kube-state-metrics, which is exact;
   * - "by-change": a series that repeats its value for 15 minutes counts as that of a terminated pod. Counts of
   *   connections have no such guard;
   * - not at all.
   *
   * It also determines the source of workloads: kube-state-metrics, or the names of pods. Interfaces and devices are
   * always guarded by change, because no other source has them.
   */
  runningPods: 'kube-state-metrics' | 'by-change' | 'unguarded';
  /**
   * How a whole-life sample, such as the first one after a restart of the agent, is distinguished from a burst:
   * - by kube-state-metrics, which has the restarts: after one, a sample of more than ten times the usual one counts as
   *   the usual one. The same applies without a restart if the samples show that the agent did not know the pod for a
   *   while or mixes it up with another one;
   * - by a line rate: a sample cannot be more than what the link can transfer. This misses all pods that have
   *   transferred less than that in their life, which are most;
   * - not at all, if absent.
   *
   * Traffic while the agent was down is lost in any case. This is only for metrics of pods: those of devices are always
   * guarded, and allowances have no such samples. With "by-change", whole-life samples are always searched for.
   */
  spikes?: 'kube-state-metrics' | LineRate;
  /** The names of the pods of all restarted agents, if they are known. Only these are then queried in kube-state-metrics. */
  agentPods?: readonly string[];
  /** The names of all nodes of the selected pods, if they are known. Scrapes are then counted for their agents only. */
  nodes?: readonly string[];
  /**
   * The names of the interfaces that can be mixed up because they are exported as several pods, if they are known. Only
   * these are then checked, with or without `spikes`. "left out" omits all interfaces that are exported as several pods,
   * which takes little time.
   */
  sharedInterfaces?: readonly string[] | 'left out';
  /**
   * The names of the pods that can have whole-life samples although no agent restarted, if they are known. Only these are
   * then checked, with or without `spikes`, and all of their whole-life samples are found. Without the names, one sample
   * per range is found.
   */
  returnedPods?: readonly string[];
  /**
   * Whether the guards read the series of all pods, and kube-state-metrics applies the filters. This halves the length of
   * expressions whose length is limited, and is slow in large clusters.
   */
  isShort?: boolean;
  /**
   * Shows only the k groups with the largest total in a window that ends with the whole query. All steps share this
   * ranking: a plain `topk` ranks each step separately, so lines come and go. Without `overSeconds`, kube-state-metrics
   * cannot guard the ranking against whole-life samples.
   */
  top?: Top;
}

/** A ranking of groups. */
export interface Top {
  k: number;
  /** A PromQL duration, or a macro for one. */
  over: string;
  /** The same in seconds. */
  overSeconds?: string;
}

/** A query for one range. The windows of a rate are minutes long, those of a total have any length. */
export interface GuardedQuery extends DeltaGaugeQuery {
  range: Range;
  calculation: 'rate' | 'total';
  /** The window for the usual sample of a series, if the range of a total is too short for it. */
  usualOver?: string;
  /** The labels of the values to which guards apply, before the values are summed. */
  key: readonly string[];
}
