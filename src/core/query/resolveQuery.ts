import { type Category, DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../flow/category';
import { type FlowFilter } from '../flow/filter';
import { FLOW_METRICS, type FlowMetricName } from '../flow/metric';
import { type AgentMetric, agentMetric } from '../promql/catalogue';
import { type Grouping } from '../promql/deltaGauge';
import { type LabelFilter } from '../promql/selector';
import { type SavedFlowsQuery, type SavedMetricQuery } from './savedQuery';

/** A query with everything decided, variables replaced and values checked. */
export interface FlowsQuery {
  monitorName: string;
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Asked too, but not missed where the endpoint does not know them. */
  optionalCategories: readonly Category[];
  limit: number;
  filter: FlowFilter;
}

export interface MetricQuery {
  metric: AgentMetric;
  groupBy: Grouping;
  calculation: 'rate' | 'total';
  filters: readonly LabelFilter[];
  top?: number;
}

/** Either the query, or in one sentence what the user has to change. */
export type Resolved<T> = { query: T } | { problem: string };

/** The API's own bound on `limit`. */
export const MAX_LIMIT = 500;

/** Puts in the values of dashboard variables: as plain text, or as a regular expression. */
export type Replace = (text: string, format?: 'regex') => string;

export function resolveFlowsQuery(saved: SavedFlowsQuery, replace: Replace): Resolved<FlowsQuery> {
  const monitorName = replace(saved.monitor ?? '').trim();
  const namespace = replace(saved.namespace ?? '', 'regex').trim() || '.*';
  const limit = saved.limit ?? MAX_LIMIT;
  if (monitorName === '') {
    return { problem: 'No monitor is chosen. Choose one in the query.' };
  }
  if (!/^[a-zA-Z0-9_.-]{1,255}$/.test(monitorName)) {
    return {
      problem: `"${monitorName}" is no name of one monitor. Choose a single monitor in the query or its variable.`,
    };
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    return { problem: `The limit is ${limit}. The flow API takes whole numbers from 1 to ${MAX_LIMIT}.` };
  }
  if (!isRegularExpression(namespace)) {
    return { problem: `"${namespace}" is no regular expression. Change the namespace in the query or its variable.` };
  }
  return {
    query: {
      monitorName,
      filter: { namespace },
      limit,
      metrics: orAll(saved.metrics, FLOW_METRICS),
      categories: orAll(saved.categories, DEFAULT_CATEGORIES),
      optionalCategories: saved.categories?.length ? [] : OPTIONAL_CATEGORIES,
    },
  };
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
  const filters = (saved.filters ?? []).map((filter) => ({
    ...filter,
    value: filter.operator.endsWith('~') ? replace(filter.value, 'regex') : replace(filter.value),
  }));
  return { query: { metric, groupBy, filters, calculation: saved.calculation ?? 'rate', top: saved.top } };
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

function orAll<T>(chosen: readonly T[] | undefined, all: readonly T[]): readonly T[] {
  return chosen && chosen.length > 0 ? chosen : all;
}
