import { type ApiInventoryKind, INVENTORY_KINDS, type InventoryKind } from '../inventory/inventory';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved } from './resolved';
import { choiceProblem, textProblem } from './untrusted';

/** A query for what is watched, and by what, as dashboards save it. */
export interface SavedInventoryQuery {
  version: typeof QUERY_VERSION;
  queryType: 'inventory';
  kind?: InventoryKind;
  /** Scope suggestions of this monitor only: a name, or a dashboard variable that holds one. */
  monitor?: string;
}

export type InventoryQuery = { kind: 'agents' } | { kind: ApiInventoryKind; monitorName?: string };

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
  if (monitorName !== '' && !/^[a-zA-Z0-9_.-]{1,255}$/.test(monitorName)) {
    return {
      problem: `"${monitorName}" is no name of one monitor. Choose a single monitor in the query or its variable.`,
    };
  }
  return { query: { kind, ...(monitorName !== '' && { monitorName }) } };
}
