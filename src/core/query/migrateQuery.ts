import { type SavedFlowsQuery } from './flowsQuery';
import { QUERY_VERSION } from './queryVersion';
import { type SavedQuery } from './savedQuery';

const QUERY_TYPES: ReadonlyArray<SavedQuery['queryType']> = [
  'flows',
  'metric',
  'events',
  'insights',
  'paths',
  'inventory',
  'deniedConnections',
];

/**
 * Reads a query from a dashboard, which an older version, a newer version or a person can have written. Unknown members
 * are kept. A query of an unknown type becomes a flows query.
 */
export function migrateQuery<T extends object>(saved: T): T & SavedQuery {
  const queryType = QUERY_TYPES.find((type) => 'queryType' in saved && saved.queryType === type) ?? 'flows';
  // The resolver of the type checks the other members.
  return { ...fromVersion1(saved), version: QUERY_VERSION, queryType } as T & SavedQuery;
}

/** Version 1 had a single filter: a pattern for the namespace of either end. */
function fromVersion1<T extends object>(saved: T): T {
  if (!('namespace' in saved) || typeof saved.namespace !== 'string') {
    return saved;
  }
  const { namespace, ...rest } = saved;
  const filters: SavedFlowsQuery['filters'] = [
    { side: 'either', field: 'namespace', operator: '=~', value: namespace },
  ];
  // The caller's type does not have the removed member.
  return { ...rest, filters } as unknown as T;
}
