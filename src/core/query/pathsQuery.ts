import { MAX_PATH_FILTERS, type PathFilter, pathFilterProblem } from '../paths/pathFilter';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { valuesOf } from './variableValues';
import { listProblem, type Problem, shown, textProblem, wholeNumberProblem } from './untrusted';

/** A query for network paths as dashboards save it. */
export interface SavedPathsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'paths';
  /** A performance monitor's name, or a dashboard variable that holds one. */
  monitor?: string;
  /** Values may hold dashboard variables, also such that hold several values. All filters must match. */
  filters?: SavedPathFilter[];
  /** Paths per window, 1 to 500. */
  limit?: number;
}

export type SavedPathFilter = Pick<PathFilter, 'field' | 'operator'> & { values?: string[] };

export interface PathsQuery {
  monitorName: string;
  filters: readonly PathFilter[];
  limit: number;
}

/** The API's own bound on `limit`. */
const MAX_PATHS = 500;

export function resolvePathsQuery(saved: SavedPathsQuery, replace: Replace): Resolved<PathsQuery> {
  const problem =
    textProblem(saved.monitor, 'performance monitor') ??
    filtersProblem(saved.filters) ??
    wholeNumberProblem(saved.limit, MAX_PATHS, 'limit');
  if (problem !== undefined) {
    return { problem };
  }
  const monitorName = replace(saved.monitor ?? '').trim();
  const filters = (saved.filters ?? []).flatMap((filter) => withPathValues(filter, replace));
  // A filter that matches everything, as a variable set to All or to nothing makes it, is none.
  const narrowing = filters.filter(({ values }) => values.length > 0 && !values.includes('.*'));
  const wrong =
    monitorProblem(monitorName) ?? firstProblem(narrowing.map(pathFilterProblem)) ?? countProblem(narrowing);
  return wrong === undefined
    ? { query: { monitorName, filters: narrowing, limit: saved.limit ?? MAX_PATHS } }
    : { problem: wrong };
}

/**
 * The filter with the values of variables in their place. A variable with several values is any of them for EQUALS,
 * which is IN, and none of them for NOT_EQUALS, which is a filter for each.
 */
export function withPathValues(filter: SavedPathFilter, replace: Replace): PathFilter[] {
  const saved = filter.values ?? [];
  const values = [...new Set(saved.flatMap((value) => valuesOf(value, replace)))].filter((value) => value !== '');
  if (saved.length !== 1 || values.length < 2) {
    return [{ ...filter, values }];
  }
  switch (filter.operator) {
    case 'EQUALS':
      return [{ ...filter, operator: 'IN', values }];
    case 'NOT_EQUALS':
      return values.map((value) => ({ ...filter, values: [value] }));
    default:
      return [{ ...filter, values }];
  }
}

function filtersProblem(filters: unknown): Problem {
  if (filters === undefined || filters === null) {
    return undefined;
  }
  if (!Array.isArray(filters)) {
    return `The filters of the query are ${shown(filters)}, which is no list. Choose them anew in the query.`;
  }
  return firstProblem(filters.map(filterProblem));
}

/** Also of a filter that matches everything and is left out: it may narrow when its variable changes. */
function filterProblem(filter: unknown): Problem {
  if (typeof filter !== 'object' || filter === null) {
    return `The filters of the query cannot hold ${shown(filter)}. Choose them anew in the query.`;
  }
  const { field, operator, values }: { field?: unknown; operator?: unknown; values?: unknown } = filter;
  return (
    textProblem(field, 'filter’s field') ??
    textProblem(operator, 'filter’s operator') ??
    listProblem(values, `values of the filter on ${String(field)}`)
  );
}

function monitorProblem(name: string): Problem {
  if (name === '') {
    return 'No performance monitor is chosen. Choose one in the query.';
  }
  return /^[a-zA-Z0-9_.-]{1,255}$/.test(name)
    ? undefined
    : `"${name}" is no name of one performance monitor. Choose a single one in the query or its variable.`;
}

function countProblem(filters: readonly PathFilter[]): Problem {
  return filters.length > MAX_PATH_FILTERS
    ? `The query has ${filters.length} filters. The flow API takes at most ${MAX_PATH_FILTERS}: remove some.`
    : undefined;
}

function firstProblem(problems: readonly Problem[]): Problem {
  return problems.find((problem) => problem !== undefined);
}
