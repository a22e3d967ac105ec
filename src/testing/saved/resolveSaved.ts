import { resolveEventsQuery } from '../../core/query/eventsQuery';
import { resolveFlowsQuery } from '../../core/query/flowsQuery';
import { resolveInsightsQuery } from '../../core/query/insightsQuery';
import { resolveInventoryQuery } from '../../core/query/inventoryQuery';
import { resolveMetricQuery } from '../../core/query/metricQuery';
import { migrateQuery } from '../../core/query/migrateQuery';
import { resolvePathsQuery } from '../../core/query/pathsQuery';
import { type Resolved } from '../../core/query/resolved';

/** The comparable parts of a resolved query: `'refused'`, or its members, with the metric as its name. */
export type ComparableQuery = 'refused' | Record<string, unknown>;

/** Migrates a saved query and resolves it without variables. */
export function resolveQuery(saved: object): ComparableQuery {
  const resolved = resolve(migrateQuery(saved));
  if ('problem' in resolved) {
    return 'refused';
  }
  const { metric, ...query } = resolved.query;
  return JSON.parse(JSON.stringify({ ...query, ...(metric && { metric: metric.name }) }));
}

function resolve(query: ReturnType<typeof migrateQuery>): Resolved<object & { metric?: { name: string } }> {
  const asIs = (text: string) => text;
  switch (query.queryType) {
    case 'flows':
      return resolveFlowsQuery(query, asIs);
    case 'metric':
      return resolveMetricQuery(query, asIs);
    case 'events':
      return resolveEventsQuery(query, asIs);
    case 'insights':
      return resolveInsightsQuery(query, asIs);
    case 'paths':
      return resolvePathsQuery(query, asIs);
    case 'inventory':
      return resolveInventoryQuery(query, asIs);
  }
}
