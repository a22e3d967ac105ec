import { type AgentMetric, agentMetric } from '../promql/catalogue';
import { type Grouping } from '../promql/deltaGauge';
import { type LabelFilter } from '../promql/selector';
import { type QUERY_VERSION } from './queryVersion';
import { listOf, type Replace, type Resolved } from './resolved';

/** A query over the agents' metrics as dashboards save it. */
export interface SavedMetricQuery {
  version: typeof QUERY_VERSION;
  queryType: 'metric';
  /** A metric of the agent, "ingress_bytes". */
  metric?: string;
  groupBy?: Grouping;
  /** Per second over time, or one number for the whole range. */
  calculation?: 'rate' | 'total';
  filters?: LabelFilter[];
  /** Only the k largest. */
  top?: number;
}

export interface MetricQuery {
  metric: AgentMetric;
  groupBy: Grouping;
  calculation: 'rate' | 'total';
  filters: readonly LabelFilter[];
  top?: number;
}

export function resolveMetricQuery(saved: SavedMetricQuery, replace: Replace): Resolved<MetricQuery> {
  const name = replace(saved.metric ?? 'ingress_bytes');
  const metric = agentMetric(name);
  if (!metric) {
    return { problem: `The agent has no metric "${name}". Choose one in the query.` };
  }
  const groupBy = saved.groupBy ?? (metric.subject === 'pod' ? 'pod' : 'node');
  if (metric.subject === 'interface' && groupBy !== 'node' && groupBy !== 'interface') {
    return { problem: `"${metric.title}" is counted per network interface. Group it by node or by interface.` };
  }
  if (metric.subject === 'pod' && groupBy === 'interface') {
    return { problem: `"${metric.title}" is counted per pod. Group it by pod, namespace or node.` };
  }
  const filters = listOf(saved.filters).map((filter) => ({
    ...filter,
    value: filter.operator.endsWith('~') ? replace(filter.value, 'regex') : replace(filter.value),
  }));
  return { query: { metric, groupBy, filters, calculation: saved.calculation ?? 'rate', top: saved.top } };
}
