import { type Category, DEFAULT_CATEGORIES, OPTIONAL_CATEGORIES } from '../flow/category';
import { filterProblem, type FlowFilter } from '../flow/filter';
import { FLOW_METRICS, type FlowMetricName } from '../flow/metric';
import { isGroupField, type GroupField } from '../flow/groupField';
import { type QUERY_VERSION } from './queryVersion';
import { listOf, type Replace, type Resolved, withoutEmpty } from './resolved';

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
  /** What top talkers and time series are grouped by. */
  groupBy?: GroupField[];
  /** The level at which the node graph is folded. */
  level?: 'namespace' | 'workload' | 'pod' | 'zone';
}

/** A query with everything decided, variables replaced and values checked. */
export interface FlowsQuery {
  source: FlowSource;
  /** What is asked at the API; absent where neither a monitor nor a cluster was chosen. */
  watched?: { kind: 'monitor' | 'cluster'; name: string };
  metrics: readonly FlowMetricName[];
  categories: readonly Category[];
  /** Asked too, but not missed where the endpoint does not know them. */
  optionalCategories: readonly Category[];
  limit: number;
  filters: readonly FlowFilter[];
  format: FlowFormat;
  groupBy: readonly GroupField[];
  level: NonNullable<SavedFlowsQuery['level']>;
}

/** The API's own bound on `limit`. */
export const MAX_LIMIT = 500;

export const DEFAULT_GROUP_BY: readonly GroupField[] = ['clientName', 'serverName'];

const LEVELS = ['namespace', 'workload', 'pod', 'zone'] as const;

export function resolveFlowsQuery(saved: SavedFlowsQuery, replace: Replace): Resolved<FlowsQuery> {
  const monitor = text(saved.monitor, replace);
  const cluster = text(saved.cluster, replace);
  const source = saved.source ?? 'auto';
  const format = saved.format ?? 'flows';
  const level = saved.level ?? 'workload';
  const limit = saved.limit ?? MAX_LIMIT;
  const filters = listOf(saved.filters);
  const groupBy = withoutEmpty(listOf(saved.groupBy), DEFAULT_GROUP_BY);
  const filter = filters.map((one) => ({ ...one, value: replaceValue(one, replace) }));
  const problem =
    among(source, FLOW_SOURCES, 'source') ??
    among(format, FLOW_FORMATS, 'format') ??
    among(level, LEVELS, 'level') ??
    monitorProblem(monitor, cluster, source) ??
    limitProblem(limit) ??
    metricsProblem(saved.metrics) ??
    groupBy.filter((field) => !isGroupField(field)).map((field) => `Flows cannot be grouped by "${field}".`)[0] ??
    filter.map(filterProblem).find((found) => found !== undefined);
  if (problem !== undefined) {
    return { problem };
  }
  return {
    query: {
      source,
      ...(cluster !== '' && { watched: { kind: 'cluster' as const, name: cluster } }),
      ...(cluster === '' && monitor !== '' && { watched: { kind: 'monitor' as const, name: monitor } }),
      limit,
      metrics: withoutEmpty(listOf(saved.metrics), FLOW_METRICS),
      categories: withoutEmpty(listOf(saved.categories), DEFAULT_CATEGORIES),
      optionalCategories: saved.categories?.length ? [] : OPTIONAL_CATEGORIES,
      // A filter that matches everything, as a variable set to All makes it, is none.
      filters: filter.filter(({ operator, value }) => !(operator === '=~' && value === '.*')),
      format,
      groupBy,
      level,
    },
  };
}

function text(value: string | undefined, replace: Replace): string {
  return typeof value === 'string' ? replace(value).trim() : '';
}

/** An empty value of a matching operator means "all", as an empty variable does. */
function replaceValue({ operator, value }: FlowFilter, replace: Replace): string {
  const isPattern = String(operator).endsWith('~');
  const replaced = replace(String(value ?? ''), isPattern ? 'regex' : undefined).trim();
  return isPattern && replaced === '' ? '.*' : replaced;
}

function among<T extends string>(value: T, known: readonly T[], what: string): string | undefined {
  return known.includes(value)
    ? undefined
    : `"${value}" is no ${what} of a flows query. Choose one of: ${known.join(', ')}.`;
}

function monitorProblem(monitor: string, cluster: string, source: FlowSource): string | undefined {
  if (cluster !== '') {
    return undefined;
  }
  if (monitor === '') {
    return source === 'api' ? 'No monitor is chosen. Choose one in the query.' : undefined;
  }
  return /^[a-zA-Z0-9_.-]{1,255}$/.test(monitor)
    ? undefined
    : `"${monitor}" is no name of one monitor. Choose a single monitor in the query or its variable.`;
}

function limitProblem(limit: number): string | undefined {
  return Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT
    ? undefined
    : `The limit is ${limit}. The flow API takes whole numbers from 1 to ${MAX_LIMIT}.`;
}

function metricsProblem(metrics: readonly string[] | undefined): string | undefined {
  const unknown = listOf(metrics).find((metric) => !FLOW_METRICS.some((known) => known === metric));
  return unknown === undefined ? undefined : `The flow API has no metric "${unknown}". Choose others in the query.`;
}
