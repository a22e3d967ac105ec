import { type DataQuery } from '@grafana/schema';
import { InlineField, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { type SavedEventsQuery } from '../../core/query/eventsQuery';
import { LABEL_FILTER_TEXTS } from '../../core/query/labelFilter';
import { readableFilters } from '../../core/query/savedFilters';
import { textsOf } from '../../core/query/untrusted';
import { choicesFrom } from './choices';
import { LABEL_WIDTH } from './fields';
import { LabelFiltersEditor } from './LabelFiltersEditor';
import { EVENT_KIND_TEXTS, EVENTS_EDITOR } from './messages';

type Query = DataQuery & SavedEventsQuery;

interface Props {
  query: Query;
  onChange: (query: Query) => void;
}

const OPTIONS = choicesFrom(EVENT_KIND_TEXTS);

/** The editor of queries for events: their kinds, and filters. */
export function EventsQueryEditor({ query, onChange }: Props) {
  return (
    <>
      <InlineField label={EVENTS_EDITOR.label} labelWidth={LABEL_WIDTH} tooltip={EVENTS_EDITOR.tooltip}>
        <MultiCombobox
          id={`events-${query.refId}`}
          width={60}
          placeholder={EVENTS_EDITOR.placeholder}
          options={OPTIONS}
          value={textsOf(query.kinds)}
          onChange={(selected) => onChange({ ...query, kinds: selected.map(({ value }) => value) })}
        />
      </InlineField>
      <LabelFiltersEditor
        filters={readableFilters(query.filters, LABEL_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
    </>
  );
}
