import { type DataQuery } from '@grafana/schema';
import { type SavedEventsQuery } from '../../../core/query/eventsQuery';
import { QUERY_VERSION } from '../../../core/query/savedQuery';
import { type FlowDataQuery } from '../../settings/options';

export type EventsTarget = DataQuery & SavedEventsQuery;

/** An annotation's query: the same object where it asks for events already, else one for all kinds of them. */
export function eventsTarget(target: FlowDataQuery | undefined): EventsTarget {
  return target?.queryType === 'events' && target.version === QUERY_VERSION
    ? target
    : { refId: target?.refId ?? 'Anno', version: QUERY_VERSION, queryType: 'events' };
}
