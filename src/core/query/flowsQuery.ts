import { type Category, DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../flow/category';
import { filterProblem, type FlowFilter } from '../flow/filter';
import { FLOW_METRICS, type FlowMetricName } from '../flow/metric';
import { isGroupField, type GroupField } from '../flow/groupField';
import { GRAPH_LEVELS, type GraphLevel } from '../graph/level';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved, withoutEmpty } from './resolved';
import { type ShiftMs, timeShiftMs } from './timeShift';
import { filtersProblem, isNarrowing, readableFilters, withValue } from './savedFilters';
import {
  choiceProblem,
  isMissing,
  listProblem,
  type Problem,
  textProblem,
  textsOf,
  wholeNumberProblem,
} from './untrusted';

/** Where flows come from: the network-flow API, the agents' `nfm_*` series in Prometheus, or the better of both. */
export const FLOW_SOURCES = ['auto', 'api', 'series'] as const;
export type FlowSource = (typeof FLOW_SOURCES)[number];

/** What a query's answer looks like. */
export const FLOW_FORMATS = ['flows', 'nodeGraph', 'topTalkers', 'timeSeries'] as const;
export type FlowFormat = (typeof FLOW_FORMATS)[number];

/** A flows query as dashboards save it: what is missing takes the default of the build that reads it. */
export interface SavedFlowsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'flows';
  source?: FlowSource;
  /** A monitor's name, or a dashboard variable that holds one. */
  monitor?: string;
  /** In place of a monitor: the name or ARN of an EKS cluster, whose monitors are all asked. */
  cluster?: string;
  metrics?: FlowMetricName[];
  categories?: string[];
  /** Top contributors per metric and category, 1 to 500. */
  limit?: number;
  filters?: FlowFilter[];
  format?: FlowFormat;
  /** What top talkers and time series are grouped by; with an empty list, all flows are one group. */
  groupBy?: GroupField[];
  /** The level at which the node graph is folded. */
  level?: GraphLevel;
  /** How much earlier than the dashboard's its window is, to compare with: "1h", "1d", "1w"; "off" asks for nothing. */
  timeShift?: string;
}

/** A monitor by its name, or an EKS cluster by its name or ARN, whose monitors are all queried. */
export interface Watched {
  kind: 'monitor' | 'cluster';
  name: string;
}

/** A query with everything decided, variables replaced and values checked. */
export interface FlowsQuery {
  source: FlowSource;
  /** What is queried at the API; absent where neither a monitor nor a cluster is chosen. */
  watched?: Watched;
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Asked too, but not missed where the endpoint does not know them. */
  optionalCategories: readonly Category[];
  limit: number;
  filters: readonly FlowFilter[];
  format: FlowFormat;
  groupBy: readonly GroupField[];
  level: NonNullable<SavedFlowsQuery['level']>;
  shiftMs: ShiftMs;
}

/** The API's own bound on `limit`. */
export const MAX_LIMIT = 500;

export const DEFAULT_GROUP_BY: readonly GroupField[] = ['clientName', 'serverName'];

/** The members of a filter, all of them texts. */
export const FLOW_FILTER_TEXTS = ['side', 'field', 'operator', 'value'] as const;

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

/** What is wrong whatever the values of variables. */
function savedProblem(saved: SavedFlowsQuery): Problem {
  return (
    choiceProblem(saved.source, FLOW_SOURCES, 'source') ??
    choiceProblem(saved.format, FLOW_FORMATS, 'format') ??
    choiceProblem(saved.level, GRAPH_LEVELS, 'level') ??
    textProblem(saved.monitor, 'monitor') ??
    textProblem(saved.cluster, 'cluster') ??
    textProblem(saved.timeShift, 'time shift') ??
    wholeNumberProblem(saved.limit, MAX_LIMIT, 'limit') ??
    listProblem(saved.metrics, 'metrics', FLOW_METRICS) ??
    listProblem(saved.categories, 'categories') ??
    groupingProblem(saved.groupBy) ??
    filtersProblem(saved.filters, FLOW_FILTER_TEXTS)
  );
}

function shiftProblem({ shiftMs }: { shiftMs: ShiftMs }, format: SavedFlowsQuery['format']): Problem {
  return format === 'timeSeries' && shiftMs !== 0
    ? 'Time series have no time shift of their own. Use the one in the panel’s query options.'
    : undefined;
}

function groupingProblem(groupBy: SavedFlowsQuery['groupBy']): Problem {
  const unknown = textsOf(groupBy).find((field) => !isGroupField(field));
  return unknown === undefined
    ? listProblem(groupBy, 'groups')
    : `Flows cannot be grouped by "${String(unknown)}". Choose other groups in the query.`;
}

function monitorProblem(monitor: string, cluster: string): Problem {
  if (cluster !== '') {
    return /[{}*+|,\s]/.test(cluster)
      ? `"${cluster}" is not the name of a single cluster. Choose one in the query or its variable.`
      : undefined;
  }
  return monitor === '' || /^[a-zA-Z0-9_.-]{1,255}$/.test(monitor)
    ? undefined
    : `"${monitor}" is no name of one monitor. Choose a single monitor in the query or its variable.`;
}
