import { QUERY_VERSION, type SavedQuery } from './savedQuery';

/**
 * Reads a query out of a dashboard, whoever wrote it: an older build, a newer one, or a hand.
 * Members that this build does not know are kept; a query of no known type becomes a flows query.
 */
export function migrateQuery<T extends object>(saved: T): T & SavedQuery {
  const queryType = 'queryType' in saved && saved.queryType === 'metric' ? ('metric' as const) : ('flows' as const);
  return { ...saved, version: QUERY_VERSION, queryType };
}
