import { type AgentMetric } from './metric';
import { aggregate, type ClusterOption, inCluster } from './labels';
import { overTime } from './range';
import { type LabelFilter, selector } from './selector';

/**
 * The network allowances from node_exporter instead of the agent: there they are ENA's own counters
 * (`--collector.ethtool`), so that `rate()` and `increase()` are right, a reset of the driver included.
 * An interface is told by its device there, "ens5", not by its "eni-0…".
 */

export interface CounterQuery extends ClusterOption {
  /** One of the allowances. */
  metric: AgentMetric;
  groupBy: 'node' | 'interface';
  filters?: readonly LabelFilter[];
  /** A PromQL duration of two scrapes at least, or a macro for one. */
  window: string;
  /**
   * Where the node's name comes from: a label "node" that the scrape configuration put there, or
   * kube-state-metrics, by the address in the label "instance".
   */
  nodeName: 'label' | 'kube-state-metrics';
}

const LABELS = { node: ['node'], interface: ['node', 'device'] } as const;

/** Packets per second beyond the allowance. */
export function counterPerSecond(query: CounterQuery): string {
  return grouped(query, 'rate');
}

/** Packets beyond the allowance in the window. */
export function counterInWindow(query: CounterQuery): string {
  return grouped(query, 'increase');
}

function grouped(query: CounterQuery, change: 'rate' | 'increase'): string {
  return aggregate('sum', inCluster(LABELS[query.groupBy], query), changes(query, change));
}

function changes({ metric, filters = [], window, nodeName, ...scope }: CounterQuery, change: string): string {
  if (metric.subject !== 'interface') {
    throw new Error(`node_exporter has no counter of "${metric.name}".`);
  }
  const isOfNode = ({ label }: LabelFilter) => label === 'node';
  const inExporter = nodeName === 'label' ? filters : filters.filter((filter) => !isOfNode(filter));
  const changed = overTime(change, selector(`node_ethtool_${metric.name}`, inExporter), { window });
  return nodeName === 'label' ? changed : named(changed, window, filters.filter(isOfNode), scope);
}

/** Nodes that had an address one after the other cannot be told apart by it: the one that had it longer counts. */
function named(expression: string, window: string, filters: readonly LabelFilter[], scope: ClusterOption): string {
  const address = inCluster(['internal_ip'], scope).join(', ');
  const counts = overTime('count_over_time', selector('kube_node_info', filters), { window });
  const labels = inCluster(['internal_ip', 'node'], scope);
  const nodes = aggregate('group', labels, `topk by (${address}) (1, ${aggregate('max', labels, counts)})`);
  const withAddress = `label_replace(${expression}, "internal_ip", "$1", "instance", "(.+):[0-9]+")`;
  return `${withAddress} * on (${address}) group_left (node) ${nodes}`;
}
