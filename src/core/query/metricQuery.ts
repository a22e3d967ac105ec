import { type LabelFilter } from '../prometheus/matcher';
import { type AgentMetric, agentMetric } from '../prometheus/agent/catalog';
import { type MetricGrouping } from '../prometheus/agent/deltaGauge';
import { METRIC_GROUPINGS } from '../prometheus/agent/grouping';
import { LABEL_FILTER_TEXTS, labelFilterProblem } from './labelFilter';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { filtersProblem, isNarrowing, readableFilters, withValue } from './savedFilters';
import { choiceProblem, isMissing, type Problem, shown, textProblem } from './untrusted';

/** Who counted: the agent, or node_exporter, which has the allowances as true counters. */
export const METRIC_SOURCES = ['agent', 'node_exporter'] as const;
export type MetricSource = (typeof METRIC_SOURCES)[number];

export const CALCULATIONS = ['rate', 'total'] as const;
export type Calculation = (typeof CALCULATIONS)[number];

/** A query over the agents' metrics as dashboards save it. */
export interface SavedMetricQuery {
  version: typeof QUERY_VERSION;
  queryType: 'metric';
  source?: MetricSource;
  /** A metric of the agent, "ingress_bytes". */
  metric?: string;
  groupBy?: MetricGrouping;
  /** Per second over time, or one number for the whole range. */
  calculation?: Calculation;
  filters?: LabelFilter[];
  /** Only the k largest. */
  top?: number;
}

export interface MetricQuery {
  source: MetricSource;
  metric: AgentMetric;
  groupBy: MetricGrouping;
  calculation: Calculation;
  filters: readonly LabelFilter[];
  top?: number;
}

const SUBJECTS: Record<AgentMetric['subject'], string> = {
  pod: 'per pod',
  interface: 'per network interface',
  device: 'per Elastic Fabric Adapter',
};

/** What is asked where no metric was chosen. */
export const DEFAULT_METRIC = 'ingress_bytes';

export function resolveMetricQuery(saved: SavedMetricQuery, replace: Replace): Resolved<MetricQuery> {
  const problem = savedProblem(saved);
  if (problem !== undefined) {
    return { problem };
  }
  const name = replace(saved.metric ?? DEFAULT_METRIC);
  const metric = agentMetric(name);
  if (!metric) {
    return { problem: `The agent has no metric "${name}". Choose one in the query.` };
  }
  const source = saved.source ?? 'agent';
  const groupBy = saved.groupBy ?? METRIC_GROUPINGS[metric.subject][0] ?? 'node';
  const filters = readableFilters(saved.filters, LABEL_FILTER_TEXTS).map((filter) => withValue(filter, replace));
  const wrong =
    sourceProblem(source, metric) ??
    groupingProblem(groupBy, metric) ??
    filters.map(labelFilterProblem).find((found) => found !== undefined);
  return wrong === undefined
    ? {
        query: {
          source,
          metric,
          groupBy,
          filters: filters.filter(isNarrowing),
          calculation: saved.calculation ?? 'rate',
          ...(!isMissing(saved.top) && { top: saved.top }),
        },
      }
    : { problem: wrong };
}

/** What is wrong whatever the values of variables. */
function savedProblem(saved: SavedMetricQuery): Problem {
  return (
    textProblem(saved.metric, 'metric') ??
    choiceProblem(saved.source, METRIC_SOURCES, 'source') ??
    choiceProblem(saved.calculation, CALCULATIONS, 'calculation') ??
    filtersProblem(saved.filters, LABEL_FILTER_TEXTS) ??
    topProblem(saved.top)
  );
}

function sourceProblem(source: MetricSource, { title, subject }: AgentMetric): Problem {
  return source === 'node_exporter' && subject !== 'interface'
    ? `node_exporter does not count "${title}". Choose the agent as the source, or one of the allowances.`
    : undefined;
}

function groupingProblem(groupBy: MetricGrouping, { title, subject }: AgentMetric): Problem {
  const possible = METRIC_GROUPINGS[subject];
  return possible.includes(groupBy)
    ? undefined
    : `"${title}" is counted ${SUBJECTS[subject]}. Group it by one of: ${possible.join(', ')}.`;
}

function topProblem(top: unknown): Problem {
  return isMissing(top) || (typeof top === 'number' && Number.isInteger(top) && top >= 1)
    ? undefined
    : `${shown(top)} is no number of groups to show. Enter a whole number from 1, or nothing for all.`;
}
