import { type AgentMetric } from './metric';
import { aggregate, type ClusterOption, inCluster } from './labels';
import { overTime, type Range } from './range';
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
  /** Only the k groups with the most over a range that ends where the whole query ends: one ranking for all steps. */
  top?: { k: number; over: string };
}

const LABELS = { node: ['node'], interface: ['node', 'device'] } as const;

/** Packets per second beyond the allowance. */
export function counterPerSecond(query: CounterQuery): string {
  return top(query, grouped(query, query, 'rate'));
}

/** Packets beyond the allowance in the window. */
export function counterInWindow(query: CounterQuery): string {
  return top(query, grouped(query, query, 'increase'));
}

function top(query: CounterQuery, expression: string): string {
  if (!query.top) {
    return expression;
  }
  const { k, over } = query.top;
  const ranking = `topk(${k}, ${grouped(query, { window: over, at: ' @ end()' }, 'increase')})`;
  return `${expression} and on (${resultLabels(query).join(', ')}) ${ranking}`;
}

function resultLabels(query: CounterQuery): string[] {
  return inCluster(LABELS[query.groupBy], query);
}

function grouped(query: CounterQuery, range: Range, change: 'rate' | 'increase'): string {
  return aggregate('sum', resultLabels(query), changes(query, range, change));
}

function changes({ metric, filters = [], nodeName, ...scope }: CounterQuery, range: Range, change: string): string {
  if (metric.subject !== 'interface') {
    throw new Error(`node_exporter has no counter of "${metric.name}".`);
  }
  const isOfNode = ({ label }: LabelFilter) => label === 'node';
  const inExporter = nodeName === 'label' ? filters : filters.filter((filter) => !isOfNode(filter));
  const changed = overTime(change, selector(`node_ethtool_${metric.name}`, inExporter), range);
  return nodeName === 'label' ? changed : named(changed, range, filters.filter(isOfNode), scope);
}

/** Nodes that had an address one after the other cannot be told apart by it: the one that had it longer counts. */
function named(expression: string, range: Range, filters: readonly LabelFilter[], scope: ClusterOption): string {
  const address = inCluster(['internal_ip'], scope).join(', ');
  const counts = overTime('count_over_time', selector('kube_node_info', filters), range);
  const labels = inCluster(['internal_ip', 'node'], scope);
  const nodes = aggregate('group', labels, `topk by (${address}) (1, ${aggregate('sum', labels, counts)})`);
  const withAddress = `label_replace(${expression}, "internal_ip", "$1", "instance", "(.+):[0-9]+")`;
  return `${withAddress} * on (${address}) group_left (node) ${nodes}`;
}
