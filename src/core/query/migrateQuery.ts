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
];

/**
 * Reads a query out of a dashboard, whoever wrote it: an older build, a newer one, or a hand.
 * Members that this build does not know are kept; a query of no known type becomes a flows query.
 */
export function migrateQuery<T extends object>(saved: T): T & SavedQuery {
  const queryType = QUERY_TYPES.find((known) => 'queryType' in saved && saved.queryType === known) ?? 'flows';
  // Which other members belong to the type is for its resolver to check.
  return { ...fromVersion1(saved), version: QUERY_VERSION, queryType } as T & SavedQuery;
}

/** Version 1 had one filter, a pattern for the namespace of either end. */
function fromVersion1<T extends object>(saved: T): T {
  if (!('namespace' in saved) || typeof saved.namespace !== 'string') {
    return saved;
  }
  const { namespace, ...rest } = saved;
  const filters: SavedFlowsQuery['filters'] = [
    { side: 'either', field: 'namespace', operator: '=~', value: namespace },
  ];
  // The member that is taken out is none of the caller's type.
  return { ...rest, filters } as unknown as T;
}
