import { type Replace } from '../core/query/resolved';
import { type FlowDataQuery } from './options';

/** A query with the values of dashboard variables in their place, for Explore, which has none. */
export function filledIn(query: FlowDataQuery, replace: Replace): FlowDataQuery {
  switch (query.queryType) {
    case 'flows':
      return { ...withText(query, ['monitor', 'cluster'], replace), ...withFilters(query, replace) };
    case 'metric':
      return { ...query, ...withFilters(query, replace) };
    case 'insights':
      return withText(query, ['scope'], replace);
    case 'paths': {
      const { filters } = query;
      const filled = filters?.map((filter) => ({ ...filter, values: filter.values?.map((value) => replace(value)) }));
      return { ...withText(query, ['monitor'], replace), ...(filled && { filters: filled }) };
    }
    case 'inventory':
      return withText(query, ['monitor'], replace);
  }
}

function withText<Query extends object>(query: Query, members: ReadonlyArray<keyof Query>, replace: Replace): Query {
  const entries = members.flatMap((member) => {
    const value = query[member];
    return typeof value === 'string' ? [[member, replace(value)]] : [];
  });
  return { ...query, ...Object.fromEntries(entries) };
}

function withFilters<Filter extends { operator: string; value: string }>(
  { filters }: { filters?: Filter[] },
  replace: Replace
): { filters?: Filter[] } {
  const filled = filters?.map((filter) => ({
    ...filter,
    value: replace(filter.value, filter.operator.endsWith('~') ? 'regex' : undefined),
  }));
  return filled ? { filters: filled } : {};
}
