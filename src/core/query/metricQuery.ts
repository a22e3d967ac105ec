import { type LabelFilter } from '../prometheus/matcher';
import { type AgentMetric, agentMetric } from '../prometheus/agent/catalog';
import { type MetricGrouping } from '../prometheus/agent/deltaGauge';
import { METRIC_GROUPINGS } from '../prometheus/agent/grouping';
import { invalidTop, notFromNodeExporter, unknownMetric, wrongGrouping } from './messages';
import { LABEL_FILTER_TEXTS, labelFilterProblem } from './labelFilter';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { filtersProblem, isNarrowing, readableFilters, textsProblem, withValue } from './savedFilters';
import { choiceProblem, isMissing, type Problem, shown, textProblem } from './untrusted';

/** The source of the values: the agent, or node_exporter, whose allowances are true counters. */
const METRIC_SOURCES = ['agent', 'node_exporter'] as const;
type MetricSource = (typeof METRIC_SOURCES)[number];

const CALCULATIONS = ['rate', 'total'] as const;
type Calculation = (typeof CALCULATIONS)[number];

/** A query for the agents' metrics, as dashboards save it. */
export interface SavedMetricQuery {
  version: typeof QUERY_VERSION;
  queryType: 'metric';
  source?: MetricSource;
  /** The name of a metric of the agent: "ingress_bytes". */
  metric?: string;
  groupBy?: MetricGrouping;
  /** A rate per second over time, or one number for the whole time range. */
  calculation?: Calculation;
  filters?: LabelFilter[];
  /** How many of the largest groups to show. */
  top?: number;
}

/** A query for the agents' metrics that can be sent. */
export interface MetricQuery {
  source: MetricSource;
  metric: AgentMetric;
  groupBy: MetricGrouping;
  calculation: Calculation;
  filters: readonly LabelFilter[];
  top?: number;
}

/** What a metric is measured for. */
const UNITS: Record<AgentMetric['subject'], string> = {
  pod: 'pod',
  interface: 'network interface',
  device: 'Elastic Fabric Adapter',
};

/** The metric of queries without one. */
export const DEFAULT_METRIC = 'ingress_bytes';

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveMetricQuery(saved: SavedMetricQuery, replace: Replace): Resolved<MetricQuery> {
  const problem = savedProblem(saved);
  if (problem !== undefined) {
    return { problem };
  }
  const name = replace(saved.metric ?? DEFAULT_METRIC);
  const metric = agentMetric(name);
  if (!metric) {
    return { problem: unknownMetric(name) };
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

/** What is wrong independently of the values of variables. */
function savedProblem(saved: SavedMetricQuery): Problem {
  return (
    textProblem(saved.metric, 'metric') ??
    choiceProblem(saved.source, METRIC_SOURCES, 'source') ??
    choiceProblem(saved.calculation, CALCULATIONS, 'calculation') ??
    filtersProblem(saved.filters, textsProblem(LABEL_FILTER_TEXTS)) ??
    topProblem(saved.top)
  );
}

function sourceProblem(source: MetricSource, { title, subject }: AgentMetric): Problem {
  return source === 'node_exporter' && subject !== 'interface' ? notFromNodeExporter(title) : undefined;
}

function groupingProblem(groupBy: MetricGrouping, { title, subject }: AgentMetric): Problem {
  const possible = METRIC_GROUPINGS[subject];
  return possible.includes(groupBy) ? undefined : wrongGrouping(title, UNITS[subject], possible);
}

function topProblem(top: unknown): Problem {
  return isMissing(top) || (typeof top === 'number' && Number.isInteger(top) && top >= 1)
    ? undefined
    : invalidTop(shown(top));
}
