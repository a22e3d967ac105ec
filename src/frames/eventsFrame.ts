import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { type ClusterEvent } from '../core/events/event';

/**
 * A row per event. Grafana finds the parts of an annotation by the display names of the fields, so the fields have
 * no display names of their own.
 */
export function eventsFrame(events: readonly ClusterEvent[], refId?: string): DataFrame {
  return createDataFrame({
    refId,
    name: 'events',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: events.map(({ startMs }) => startMs) },
      { name: 'timeEnd', type: FieldType.time, config: {}, values: events.map(({ endMs }) => endMs ?? null) },
      { name: 'title', type: FieldType.string, config: {}, values: events.map(({ title }) => title) },
      { name: 'text', type: FieldType.string, config: {}, values: events.map(({ text }) => text) },
      { name: 'tags', type: FieldType.string, config: {}, values: events.map(({ tags }) => tags.join(',')) },
    ],
  });
}
