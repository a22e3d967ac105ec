import { type ClusterEvent } from '../events/event';
import { type Points } from '../events/intervals';
import { type Flow } from '../flow/flow';
import { type GroupTimeSeries } from '../flow/timeSeries';
import { type MonitorFacts } from '../inventory/inventory';
import { type NetworkPath } from '../paths/networkPath';
import { type AgentMetric } from '../prometheus/agent/metric';
import { type TimeWindow } from '../time';
import { type TransferPrices } from '../transfer/charges';

/** A value before and in the window that is diagnosed. */
interface BeforeAndNow<Value> {
  before: Value;
  now: Value;
}

/**
 * Bytes and losses between ends over time: flows over time (`flowsOverTime`, `groupSeries`) of three metrics, grouped by
 * `PAIR_FIELDS`, from the start of the window before to the end of the window. Each value is the amount in the step that
 * ends at its time, which is the value per second times the length of the step.
 */
export interface PairSeries {
  bytes: readonly GroupTimeSeries[];
  retransmissions: readonly GroupTimeSeries[];
  timeouts: readonly GroupTimeSeries[];
}

/** The packets above an allowance: range queries of `exceededByInterface` in windows as long as their steps. */
interface AllowanceSeries {
  /** One of `ALLOWANCES`. */
  metric: AgentMetric;
  /** Packets in each step, with the labels `node` and `eni`. */
  series: readonly Points[];
}

/** A running pod with its owner and node, from kube-state-metrics (`ClusterFacts`, `namesQuery`). */
export interface PodPlace {
  namespace: string;
  pod: string;
  workload: string;
  node: string;
}

/**
 * Everything that a diagnosis can use, as the product's queries return it. Every optional part can be missing: the diagnosis
 * then says what it cannot know.
 */
export interface Observations {
  windows: BeforeAndNow<TimeWindow>;
  /** The length of the steps of all series. A minute holds two scrapes of an agent and two of its reports. */
  stepMs: number;
  /** Prices per GB: of the settings, or list prices. */
  prices: TransferPrices;
  /** Tables of flows of both windows, from any source (flows query). */
  flows?: BeforeAndNow<readonly Flow[]>;
  /** Only the agents' flow series in Prometheus have values over time. */
  pairs?: PairSeries;
  allowances?: readonly AllowanceSeries[];
  /** Range queries of `agentsUp`: 1 if the node's agent responds, else 0, with the label `node`. */
  agents?: readonly Points[];
  /** The names of the nodes that `nodesWithoutAgent` finds at the end of the window. */
  nodesWithoutAgent?: readonly string[];
  /** Range queries of `drops`: packets in each step, with the labels `node` and `direction`. */
  drops?: readonly Points[];
  /** The answer to the events query, of both windows. */
  events?: readonly ClusterEvent[];
  /** Kubernetes' warnings of both windows, from a log. */
  warnings?: readonly ClusterEvent[];
  /** The pods that run at the end of the window. */
  pods?: readonly PodPlace[];
  /** The inventory of monitors. */
  monitors?: readonly MonitorFacts[];
  /** The maximum of CloudWatch's `HealthIndicator` in each step, by monitor, whose name is the label `monitor`. */
  health?: readonly Points[];
  /** Paths between zones with their impact, from the query of network paths. */
  paths?: readonly NetworkPath[];
}

/** The events and warnings of observations; undefined if neither is known. */
export function allEvents({ events, warnings }: Pick<Observations, 'events' | 'warnings'>) {
  return events || warnings ? [...(events ?? []), ...(warnings ?? [])] : undefined;
}
