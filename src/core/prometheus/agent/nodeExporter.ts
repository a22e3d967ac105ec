import { type LabelFilter } from '../matcher';
import { type AgentMetric } from './metric';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime, type Range } from '../range';
import { selector } from '../selector';
import { type NodeNameSource, withNodeName } from './nodeOfInstance';

/**
 * The network allowances from node_exporter instead of the agent. They are ENA's counters (`--collector.ethtool`), so
 * `rate()` and `increase()` are correct, also after a driver reset. The name of an interface is that of its device, "ens5",
 * instead of the ID "eni-0…".
 */

/** A query over a counter of node_exporter. */
export interface CounterQuery extends ClusterOption {
  /** One of the allowances. */
  metric: AgentMetric;
  groupBy: 'node' | 'interface';
  filters?: readonly LabelFilter[];
  /** A PromQL duration of at least two scrapes, or a macro for one. */
  window: string;
  nodeName: NodeNameSource;
  /** Shows only the k groups with the most in a range that ends with the whole query. All steps share this ranking. */
  top?: { k: number; over: string };
}

const LABELS = { node: ['node'], interface: ['node', 'device'] } as const;

/** Packets per second above the allowance. */
export function counterPerSecond(query: CounterQuery): string {
  return top(query, grouped(query, query, 'rate'));
}

/** Packets above the allowance in the window. */
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
  const changed = (matchers: readonly LabelFilter[]) =>
    overTime(change, selector(`node_ethtool_${metric.name}`, matchers), range);
  return withNodeName(changed, range, { filters, nodeName, ...scope });
}
