import { type LabelFilter } from '../prometheus/matcher';
import { EVENT_KINDS, type EventKind } from '../events/event';
import { LABEL_FILTER_TEXTS, labelFilterProblem } from './labelFilter';
import { type QUERY_VERSION } from './queryVersion';
import { type Replace, type Resolved, withoutEmpty } from './resolved';
import { filtersProblem, isNarrowing, readableFilters, textsProblem, withValue } from './savedFilters';
import { listProblem, textsOf } from './untrusted';

/** A query for events in the cluster, as dashboards and their annotations save it. */
export interface SavedEventsQuery {
  version: typeof QUERY_VERSION;
  queryType: 'events';
  /** If it is empty, all kinds are shown. */
  kinds?: EventKind[];
  /** Each applies to the kinds of events that have its label. */
  filters?: LabelFilter[];
}

/** A query for events that can be sent. */
export interface EventsQuery {
  kinds: readonly EventKind[];
  filters: readonly LabelFilter[];
}

/**
 * Resolves a saved query: replaces variables, fills in defaults and checks all values.
 *
 * @returns the query, or what the user has to change; see {@link Resolved}.
 */
export function resolveEventsQuery(saved: SavedEventsQuery, replace: Replace): Resolved<EventsQuery> {
  const problem =
    listProblem(saved.kinds, 'kinds of events', EVENT_KINDS) ??
    filtersProblem(saved.filters, textsProblem(LABEL_FILTER_TEXTS));
  if (problem !== undefined) {
    return { problem };
  }
  const filters = readableFilters(saved.filters, LABEL_FILTER_TEXTS).map((filter) => withValue(filter, replace));
  const wrong = filters.map(labelFilterProblem).find((found) => found !== undefined);
  return wrong === undefined
    ? { query: { kinds: withoutEmpty(textsOf(saved.kinds), EVENT_KINDS), filters: filters.filter(isNarrowing) } }
    : { problem: wrong };
}
