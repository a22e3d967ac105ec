import { type LabelFilter } from '../prometheus/matcher';
import { EVENT_KINDS, type EventKind } from '../events/event';
import { LABEL_FILTER_TEXTS, labelFilterProblem } from './labelFilter';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved, withoutEmpty } from './resolved';
import { filtersProblem, isNarrowing, readableFilters, withValue } from './savedFilters';
import { listProblem, textsOf } from './untrusted';

/** A query for what happened in the cluster, as dashboards and their annotations save it. */
export interface SavedEventsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'events';
  /** Without any: all kinds. */
  kinds?: EventKind[];
  /** Each holds for the kinds whose events have its label. */
  filters?: LabelFilter[];
}

export interface EventsQuery {
  kinds: readonly EventKind[];
  filters: readonly LabelFilter[];
}

export function resolveEventsQuery(saved: SavedEventsQuery, replace: Replace): Resolved<EventsQuery> {
  const problem =
    listProblem(saved.kinds, 'kinds of events', EVENT_KINDS) ?? filtersProblem(saved.filters, LABEL_FILTER_TEXTS);
  if (problem !== undefined) {
    return { problem };
  }
  const filters = readableFilters(saved.filters, LABEL_FILTER_TEXTS).map((filter) => withValue(filter, replace));
  const wrong = filters.map(labelFilterProblem).find((found) => found !== undefined);
  return wrong === undefined
    ? { query: { kinds: withoutEmpty(textsOf(saved.kinds), EVENT_KINDS), filters: filters.filter(isNarrowing) } }
    : { problem: wrong };
}
