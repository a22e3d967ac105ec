import { MAX_PATH_FILTERS, type PathFilter, pathFilterProblem } from '../paths/pathFilter';
import { NO_PERFORMANCE_MONITOR, notOneMonitor, tooManyFilters } from './messages';
import { isMonitorName } from './monitorName';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { filtersProblem, firstProblem } from './savedFilters';
import { valuesOf } from './variableValues';
import { listProblem, type Problem, textProblem, integerProblem } from './untrusted';

/** A query for network paths, as dashboards save it. */
export interface SavedPathsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'paths';
  /** The name of a performance monitor, or a dashboard variable with one. */
  monitor?: string;
  /** Values can contain dashboard variables with one or several values. All filters must match. */
  filters?: SavedPathFilter[];
  /** Maximum number of paths per window, 1 to 500. */
  limit?: number;
}

export type SavedPathFilter = Pick<PathFilter, 'field' | 'operator'> & { values?: string[] };

/** A query for network paths that can be sent. */
export interface PathsQuery {
  monitorName: string;
  filters: readonly PathFilter[];
  limit: number;
}

/** The maximum `limit` of the API. */
const MAX_PATHS = 500;

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolvePathsQuery(saved: SavedPathsQuery, replace: Replace): Resolved<PathsQuery> {
  const problem =
    textProblem(saved.monitor, 'performance monitor') ??
    filtersProblem(saved.filters, filterProblem) ??
    integerProblem(saved.limit, MAX_PATHS, 'limit');
  if (problem !== undefined) {
    return { problem };
  }
  const monitorName = replace(saved.monitor ?? '').trim();
  const filters = (saved.filters ?? []).flatMap((filter) => withPathValues(filter, replace));
  // A variable that is set to All or to nothing makes a filter that matches everything, which is left out.
  const narrowing = filters.filter(({ values }) => values.length > 0 && !values.includes('.*'));
  const wrong = monitorProblem(monitorName) ?? firstProblem(narrowing, pathFilterProblem) ?? countProblem(narrowing);
  return wrong === undefined
    ? { query: { monitorName, filters: narrowing, limit: saved.limit ?? MAX_PATHS } }
    : { problem: wrong };
}

/**
 * Replaces the variables in a filter. If a variable has several values, EQUALS matches any of them, as IN does, and
 * NOT_EQUALS matches none of them, for which each value has its own filter.
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

/** Filters that match everything and are left out are checked, too: they can become effective when a variable changes. */
function filterProblem({ field, operator, values }: Record<string, unknown>): Problem {
  return (
    textProblem(field, 'filter field') ??
    textProblem(operator, 'filter operator') ??
    listProblem(values, `values of the filter on ${String(field)}`)
  );
}

function monitorProblem(name: string): Problem {
  if (name === '') {
    return NO_PERFORMANCE_MONITOR;
  }
  return isMonitorName(name) ? undefined : notOneMonitor(name, 'performance monitor');
}

function countProblem(filters: readonly PathFilter[]): Problem {
  return filters.length > MAX_PATH_FILTERS ? tooManyFilters(filters.length, MAX_PATH_FILTERS) : undefined;
}
