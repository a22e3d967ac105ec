import { type DataQuery } from '@grafana/schema';
import { type SavedEventsQuery } from '../../../core/query/eventsQuery';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { type FlowDataQuery } from '../../settings/options';

/** A query for events in Grafana. */
export type EventsTarget = DataQuery & SavedEventsQuery;

/** The query of an annotation: the same object if it is an events query, otherwise a query for all kinds of events. */
export function eventsTarget(target: FlowDataQuery | undefined): EventsTarget {
  return target?.queryType === 'events' && target.version === QUERY_VERSION
    ? target
    : { refId: target?.refId ?? 'Anno', version: QUERY_VERSION, queryType: 'events' };
}
