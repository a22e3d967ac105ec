import { type Category, DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../flow/category';
import { filterProblem, type FlowFilter } from '../flow/filter';
import { FLOW_METRICS, type FlowMetricName } from '../flow/metric';
import { isGroupField, type GroupField } from '../flow/groupField';
import { GRAPH_LEVELS, type GraphLevel } from '../graph/level';
import { NO_SHIFT_OF_TIME_SERIES, notAGroup, notOneCluster, notOneMonitor } from './messages';
import { isMonitorName } from './monitorName';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved, withoutEmpty } from './resolved';
import { type ShiftMs, timeShiftMs } from './timeShift';
import { filtersProblem, isNarrowing, readableFilters, textsProblem, withValue } from './savedFilters';
import { choiceProblem, isMissing, listProblem, type Problem, textProblem, textsOf, integerProblem } from './untrusted';

/** The source of flows: the network-flow API, the agents' `nfm_*` series in Prometheus, or the better of both. */
export const FLOW_SOURCES = ['auto', 'api', 'series'] as const;
export type FlowSource = (typeof FLOW_SOURCES)[number];

/** The format of a result. */
export const FLOW_FORMATS = ['flows', 'nodeGraph', 'topTalkers', 'timeSeries'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

/** A flows query as dashboards save it. Missing members have the default of the version that reads them. */
export interface SavedFlowsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'flows';
  source?: FlowSource;
  /** The name of a monitor, or a dashboard variable with one. */
  monitor?: string;
  /** The name or ARN of an EKS cluster, all of whose monitors are queried instead of one monitor. */
  cluster?: string;
  metrics?: FlowMetricName[];
  categories?: string[];
  /** Top contributors per metric and category, 1 to 500. */
  limit?: number;
  filters?: FlowFilter[];
  format?: FlowFormat;
  /** Groups of top talkers and time series. With an empty list, all flows are one group. */
  groupBy?: GroupField[];
  /** The level to which the node graph is aggregated. */
  level?: GraphLevel;
  /** For comparisons, how much earlier than the dashboard's its window is: "1h", "1d", "1w". "off" queries nothing. */
  timeShift?: string;
}

/** A monitor by its name, or an EKS cluster by its name or ARN, whose monitors are all queried. */
export interface Watched {
  kind: 'monitor' | 'cluster';
  name: string;
}

/** A flows query that can be sent. */
export interface FlowsQuery {
  source: FlowSource;
  /** What is queried at the API; absent if neither a monitor nor a cluster is selected. */
  watched?: Watched;
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Categories that are also queried, without an error if the endpoint does not support them. */
  optionalCategories: readonly Category[];
  limit: number;
  filters: readonly FlowFilter[];
  format: FlowFormat;
  groupBy: readonly GroupField[];
  level: NonNullable<SavedFlowsQuery['level']>;
  shiftMs: ShiftMs;
}

/** The maximum `limit` of the API. */
export const MAX_LIMIT = 500;

export const DEFAULT_GROUP_BY: readonly GroupField[] = ['clientName', 'serverName'];

/** The members of a flow filter, all of which are texts. */
export const FLOW_FILTER_TEXTS = ['side', 'field', 'operator', 'value'] as const;

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveFlowsQuery(saved: SavedFlowsQuery, replace: Replace): Resolved<FlowsQuery> {
  const problem = savedProblem(saved);
  if (problem !== undefined) {
    return { problem };
  }
  const source = saved.source ?? 'auto';
  const monitor = nameIn(saved.monitor, replace);
  const cluster = nameIn(saved.cluster, replace);
  const filters = readableFilters(saved.filters, FLOW_FILTER_TEXTS).map((filter) => withValue(filter, replace));
  const shift = timeShiftMs(nameIn(saved.timeShift, replace));
  if ('problem' in shift) {
    return shift;
  }
  const wrong =
    monitorProblem(monitor, cluster) ??
    shiftProblem(shift, saved.format) ??
    filters.map(filterProblem).find((found) => found !== undefined);
  if (wrong !== undefined) {
    return { problem: wrong };
  }
  const categories = textsOf(saved.categories);
  return {
    query: {
      source,
      ...(cluster !== '' && { watched: { kind: 'cluster' as const, name: cluster } }),
      ...(cluster === '' && monitor !== '' && { watched: { kind: 'monitor' as const, name: monitor } }),
      limit: saved.limit ?? MAX_LIMIT,
      metrics: withoutEmpty(textsOf(saved.metrics), FLOW_METRICS),
      categories: withoutEmpty(categories, DEFAULT_CATEGORIES),
      optionalCategories: categories.length > 0 ? [] : OPTIONAL_CATEGORIES,
      filters: filters.filter(isNarrowing),
      format: saved.format ?? 'flows',
      groupBy: isMissing(saved.groupBy) ? DEFAULT_GROUP_BY : textsOf(saved.groupBy),
      level: saved.level ?? 'workload',
      ...shift,
    },
  };
}

function nameIn(saved: string | undefined, replace: Replace): string {
  return isMissing(saved) ? '' : replace(saved).trim();
}

/** What is wrong independently of the values of variables. */
function savedProblem(saved: SavedFlowsQuery): Problem {
  return (
    choiceProblem(saved.source, FLOW_SOURCES, 'source') ??
    choiceProblem(saved.format, FLOW_FORMATS, 'format') ??
    choiceProblem(saved.level, GRAPH_LEVELS, 'level') ??
    textProblem(saved.monitor, 'monitor') ??
    textProblem(saved.cluster, 'cluster') ??
    textProblem(saved.timeShift, 'time shift') ??
    integerProblem(saved.limit, MAX_LIMIT, 'limit') ??
    listProblem(saved.metrics, 'metrics', FLOW_METRICS) ??
    listProblem(saved.categories, 'categories') ??
    groupingProblem(saved.groupBy) ??
    filtersProblem(saved.filters, textsProblem(FLOW_FILTER_TEXTS))
  );
}

function shiftProblem({ shiftMs }: { shiftMs: ShiftMs }, format: SavedFlowsQuery['format']): Problem {
  return format === 'timeSeries' && shiftMs !== 0 ? NO_SHIFT_OF_TIME_SERIES : undefined;
}

function groupingProblem(groupBy: SavedFlowsQuery['groupBy']): Problem {
  const unknown = textsOf(groupBy).find((field) => !isGroupField(field));
  return unknown === undefined ? listProblem(groupBy, 'groups') : notAGroup(String(unknown));
}

function monitorProblem(monitor: string, cluster: string): Problem {
  if (cluster !== '') {
    return /[{}*+|,\s]/.test(cluster) ? notOneCluster(cluster) : undefined;
  }
  return monitor === '' || isMonitorName(monitor) ? undefined : notOneMonitor(monitor, 'monitor');
}
