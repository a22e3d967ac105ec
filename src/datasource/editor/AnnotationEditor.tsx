import React from 'react';
import { eventsTarget } from '../handlers/events/eventsTarget';
import { type FlowDataQuery } from '../settings/options';
import { EventsQueryEditor } from './EventsQueryEditor';

interface Props {
  query: FlowDataQuery;
  onChange: (query: FlowDataQuery) => void;
}

/** The query editor of annotations, which always show events. */
export function AnnotationEditor({ query, onChange }: Props) {
  return <EventsQueryEditor query={eventsTarget(query)} onChange={onChange} />;
}
