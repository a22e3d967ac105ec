import { isRecord } from '../../core/json';
import { type SavedPathFilter, withPathValues } from '../../core/query/pathsQuery';
import { type Replace } from '../../core/query/resolved';
import { withValue } from '../../core/query/savedFilters';
import { type FlowDataQuery } from '../settings/options';

/**
 * A query with the values of dashboard variables, for Explore, which has no variables. Invalid parts are unchanged, so that
 * Explore reports them, too.
 */
export function interpolateQuery(query: FlowDataQuery, replace: Replace): FlowDataQuery {
  switch (query.queryType) {
    case 'flows':
      return withFilters(withTexts(query, ['monitor', 'cluster'], replace), (filter) => [withPattern(filter, replace)]);
    case 'deniedConnections':
      return withFilters(withTexts(query, ['cluster'], replace), (filter) => [withPattern(filter, replace)]);
    case 'metric':
      return withFilters(withTexts(query, ['metric'], replace), (filter) => [withPattern(filter, replace)]);
    case 'events':
      return withFilters(query, (filter) => [withPattern(filter, replace)]);
    case 'insights':
      return withTexts(query, ['scope'], replace);
    case 'paths':
      return withFilters(withTexts(query, ['monitor'], replace), (filter) => withValues(filter, replace));
    case 'inventory':
      return withTexts(query, ['monitor'], replace);
  }
}

function withTexts<Query extends object>(query: Query, members: ReadonlyArray<keyof Query>, replace: Replace): Query {
  const entries = members.flatMap((member) => {
    const value = query[member];
    return typeof value === 'string' ? [[member, replace(value)]] : [];
  });
  return { ...query, ...Object.fromEntries(entries) };
}

type SavedFilter = Record<string, unknown>;

function withFilters<Query extends { filters?: unknown }>(
  query: Query,
  fill: (filter: SavedFilter) => object[]
): Query {
  const { filters } = query;
  return Array.isArray(filters)
    ? { ...query, filters: filters.flatMap((filter: unknown) => (isRecord(filter) ? fill(filter) : [filter])) }
    : query;
}

function withPattern(filter: SavedFilter, replace: Replace): SavedFilter {
  const { operator, value } = filter;
  return typeof operator === 'string' && typeof value === 'string'
    ? withValue({ ...filter, operator, value }, replace)
    : filter;
}

function withValues(filter: SavedFilter, replace: Replace): object[] {
  return isPathFilter(filter) ? withPathValues(filter, replace) : [filter];
}

function isPathFilter(filter: SavedFilter): filter is SavedFilter & SavedPathFilter {
  const { values } = filter;
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}
