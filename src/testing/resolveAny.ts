import { resolveDeniedQuery } from '../core/query/deniedQuery';
import { resolveEventsQuery } from '../core/query/eventsQuery';
import { resolveFlowsQuery } from '../core/query/flowsQuery';
import { resolveInsightsQuery } from '../core/query/insightsQuery';
import { resolveInventoryQuery } from '../core/query/inventoryQuery';
import { resolveMetricQuery } from '../core/query/metricQuery';
import { resolvePathsQuery } from '../core/query/pathsQuery';
import { type Resolved } from '../core/query/resolved';
import { type SavedQuery } from '../core/query/savedQuery';

/** Resolves a saved query of any type without variables. */
export function resolveAny(query: SavedQuery): Resolved<object & { metric?: { name: string } }> {
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
    case 'deniedConnections':
      return resolveDeniedQuery(query, asIs);
    case 'inventory':
      return resolveInventoryQuery(query, asIs);
  }
}
