import { type ApiInventoryKind, INVENTORY_KINDS, type InventoryKind } from '../inventory/inventory';
import { notOneMonitor } from './messages';
import { isMonitorName } from './monitorName';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { choiceProblem, textProblem } from './untrusted';

/** A query for the inventory (monitors, scopes, agents), as dashboards save it. */
export interface SavedInventoryQuery {
  version: typeof QUERY_VERSION;
  queryType: 'inventory';
  kind?: InventoryKind;
  /** The monitor whose scope suggestions are listed: a name, or a dashboard variable with one. */
  monitor?: string;
}

/** A query for the inventory that can be sent. */
export type InventoryQuery = { kind: 'agents' } | { kind: ApiInventoryKind; monitorName?: string };

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveInventoryQuery(saved: SavedInventoryQuery, replace: Replace): Resolved<InventoryQuery> {
  const problem = choiceProblem(saved.kind, INVENTORY_KINDS, 'list') ?? textProblem(saved.monitor, 'monitor');
  if (problem !== undefined) {
    return { problem };
  }
  const kind = saved.kind ?? 'monitors';
  if (kind === 'agents') {
    return { query: { kind } };
  }
  const monitorName = kind === 'scopeSuggestions' ? replace(saved.monitor ?? '').trim() : '';
  if (monitorName !== '' && !isMonitorName(monitorName)) {
    return {
      problem: notOneMonitor(monitorName, 'monitor'),
    };
  }
  return { query: { kind, ...(monitorName !== '' && { monitorName }) } };
}
