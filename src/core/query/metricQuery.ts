import { type AgentMetric, agentMetric } from '../promql/catalogue';
import { type Grouping } from '../promql/deltaGauge';
import { GROUPINGS } from '../promql/grouping';
import { type LabelFilter } from '../promql/selector';
import { type QUERY_VERSION } from './queryVersion';
import { listOf, type Replace, type Resolved } from './resolved';

/** Who counted: the agent, or node_exporter, which has the allowances as true counters. */
export const METRIC_SOURCES = ['agent', 'node_exporter'] as const;
export type MetricSource = (typeof METRIC_SOURCES)[number];

/** A query over the agents' metrics as dashboards save it. */
export interface SavedMetricQuery {
  version: typeof QUERY_VERSION;
  queryType: 'metric';
  source?: MetricSource;
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
  source: MetricSource;
  metric: AgentMetric;
  groupBy: Grouping;
  calculation: 'rate' | 'total';
  filters: readonly LabelFilter[];
  top?: number;
}

const OPERATORS: ReadonlyArray<LabelFilter['operator']> = ['=', '!=', '=~', '!~'];
const SUBJECTS: Record<AgentMetric['subject'], string> = {
  pod: 'per pod',
  interface: 'per network interface',
  device: 'per Elastic Fabric Adapter',
};

export function resolveMetricQuery(saved: SavedMetricQuery, replace: Replace): Resolved<MetricQuery> {
  const name = replace(String(saved.metric ?? 'ingress_bytes'));
  const metric = agentMetric(name);
  if (!metric) {
    return { problem: `The agent has no metric "${name}". Choose one in the query.` };
  }
  const [usual = 'node'] = GROUPINGS[metric.subject];
  const { source = 'agent', groupBy = usual, calculation = 'rate', top } = saved;
  const filters = listOf(saved.filters);
  const problem =
    sourceProblem(source, metric) ??
    groupingProblem(groupBy, metric) ??
    filters.map(filterProblem).find((found) => found !== undefined) ??
    (calculation === 'rate' || calculation === 'total'
      ? undefined
      : `"${String(calculation)}" is no calculation. Choose a rate or a total.`) ??
    topProblem(top);
  if (problem !== undefined) {
    return { problem };
  }
  const replaced = filters.map((filter) => ({ ...filter, value: replacedValue(filter, replace) }));
  return { query: { source, metric, groupBy, filters: replaced, calculation, ...(top !== undefined && { top }) } };
}

function replacedValue({ operator, value }: LabelFilter, replace: Replace): string {
  return operator.endsWith('~') ? replace(value, 'regex') : replace(value);
}

function sourceProblem(source: MetricSource, { title, subject }: AgentMetric): string | undefined {
  if (!METRIC_SOURCES.includes(source)) {
    return `"${String(source)}" is no source of metrics. Choose the agent or node_exporter.`;
  }
  return source === 'node_exporter' && subject !== 'interface'
    ? `node_exporter does not count "${title}". Choose the agent as the source, or one of the allowances.`
    : undefined;
}

function groupingProblem(groupBy: Grouping, { title, subject }: AgentMetric): string | undefined {
  const possible = GROUPINGS[subject];
  return possible.includes(groupBy)
    ? undefined
    : `"${title}" is counted ${SUBJECTS[subject]}. Group it by one of: ${possible.join(', ')}.`;
}

function filterProblem({ label, operator, value }: LabelFilter): string | undefined {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(String(label))) {
    return `"${String(label)}" is no name of a label. Change the filter in the query.`;
  }
  return OPERATORS.includes(operator) && typeof value === 'string'
    ? undefined
    : `The filter on "${label}" is not complete. Change it in the query.`;
}

function topProblem(top: number | undefined): string | undefined {
  return top === undefined || (Number.isInteger(top) && top >= 1)
    ? undefined
    : `"${String(top)}" is no number of groups to show. Enter a whole number from 1, or nothing for all.`;
}
