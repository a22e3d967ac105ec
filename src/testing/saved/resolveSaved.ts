import { migrateQuery } from '../../core/query/migrateQuery';
import { resolveAny } from '../resolveAny';

/** The comparable parts of a resolved query: `'refused'`, or its members, with the metric as its name. */
export type ComparableQuery = 'refused' | Record<string, unknown>;

/** Migrates a saved query and resolves it without variables. */
export function resolveQuery(saved: object): ComparableQuery {
  const resolved = resolveAny(migrateQuery(saved));
  if ('problem' in resolved) {
    return 'refused';
  }
  const { metric, ...query } = resolved.query;
  return JSON.parse(JSON.stringify({ ...query, ...(metric && { metric: metric.name }) }));
}
