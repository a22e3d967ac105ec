import { type LabelFilter } from '../matcher';
import { type MetricGrouping } from './grouping';
import { type ClusterOption } from '../labels';
import { type LineRate } from './lineRate';
import { type AgentMetric } from './metric';
import { type Range } from '../range';

export interface DeltaGaugeQuery extends ClusterOption {
  metric: AgentMetric;
  groupBy: MetricGrouping;
  filters?: readonly LabelFilter[];
  /** A PromQL duration, or a macro for one: "5m", "$__rate_interval", "$__range". */
  window: string;
  /** The same window in seconds, or a macro for it: "300", "($__rate_interval_ms/1000)", "$__range_s". */
  windowSeconds: string;
  /**
   * What tells running pods from the series of others, which repeat their last value until the agent
   * restarts:
   * - kube-state-metrics, which knows;
   * - "by-change", the guess that a series which repeats itself for a quarter of an hour is of the dead;
   *   not for counts of connections, which stay unguarded;
   * - nothing.
   *
   * It also decides where workloads are taken from: kube-state-metrics, or the pods' names.
   * Interfaces and devices are always guarded by change, as nothing else tells of them.
   */
  runningPods: 'kube-state-metrics' | 'by-change' | 'unguarded';
  /**
   * What tells the first sample after an agent's restart, which can be all that a pod moved since its
   * start, from a burst:
   * - kube-state-metrics, which knows of the restart: there, a sample of more than ten times the usual
   *   counts as the usual one. Likewise without a restart, where samples show that the agent did not know
   *   the pod for a while or mixes it up with another one;
   * - a line rate: no more than what can have passed. It misses every pod that in its life has moved
   *   less than that, which are most;
   * - nothing, if absent.
   *
   * What passed while the agent was away is lost either way. Only for pods' metrics: those of devices that come back are
   * always guarded, and allowances have no such samples.
   * "by-change" looks for samples that hold a pod's whole life without being told to.
   */
  spikes?: 'kube-state-metrics' | LineRate;
  /** The pods' names of all agents that were started anew, where that is known: kube-state-metrics is asked about these alone. */
  agentPods?: readonly string[];
  /**
   * Names of the interfaces that can be mixed up, because they are printed as several pods, where that is known: these
   * alone are looked at, with or without `spikes`. "left out" leaves out all that are printed as several pods, which takes
   * little time.
   */
  sharedInterfaces?: readonly string[] | 'left out';
  /**
   * Names of the pods whose samples can hold whole lives although no agent restarted, where they are known: these alone are
   * looked at, with or without `spikes`. All such samples of theirs are found; of unknown pods, one in each range is.
   */
  returnedPods?: readonly string[];
  /**
   * Whether the guards read the series of all pods, and kube-state-metrics says which are chosen: half as long for
   * expressions that must fit with all their filters, and slow in large clusters.
   */
  isShort?: boolean;
  /**
   * Only the k groups with the largest sum over a window that ends where the whole query ends. One
   * ranking for all steps: a plain `topk` ranks each step anew, and its lines come and go.
   * Without `overSeconds` kube-state-metrics cannot guard the ranking against spikes.
   */
  top?: Top;
}

export interface Top {
  k: number;
  /** A PromQL duration, or a macro for one. */
  over: string;
  /** The same in seconds. */
  overSeconds?: string;
}

/** A query's values for one range: those of a rate are for windows of minutes, those of a total for any. */
export interface GuardedQuery extends DeltaGaugeQuery {
  range: Range;
  calculation: 'rate' | 'total';
  /** What tells the usual sample of a series where the range of a total is too short for it. */
  usualOver?: string;
  /** The labels of the values that guards work on, before these are summed. */
  key: readonly string[];
}
