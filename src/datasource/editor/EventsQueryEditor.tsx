import { type DataQuery } from '@grafana/schema';
import { InlineField, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { EVENT_KINDS, type EventKind } from '../../core/events/event';
import { type SavedEventsQuery } from '../../core/query/eventsQuery';
import { LABEL_FILTER_TEXTS } from '../../core/query/labelFilter';
import { readableFilters } from '../../core/query/savedFilters';
import { textsOf } from '../../core/query/untrusted';
import { LABEL_WIDTH } from './fields';
import { LabelFiltersEditor } from './LabelFiltersEditor';

type Query = DataQuery & SavedEventsQuery;

interface Props {
  query: Query;
  onChange: (query: Query) => void;
}

const KINDS: Record<EventKind, { label: string; description: string }> = {
  allowances: { label: 'Allowances exceeded', description: 'From when to when a node, and by how many packets' },
  agentRestarts: { label: 'Agent restarts', description: 'When a network agent was started anew' },
  rollouts: { label: 'Rollouts', description: 'Pods of new ReplicaSets, and pods that were replaced' },
};
const OPTIONS = EVENT_KINDS.map((value) => ({ value, ...KINDS[value] }));

/** What happened in the cluster: which kinds of it, and to whom. */
export function EventsQueryEditor({ query, onChange }: Props) {
  return (
    <>
      <InlineField label="Events" labelWidth={LABEL_WIDTH} tooltip="Nothing chosen: all">
        <MultiCombobox
          id={`events-${query.refId}`}
          width={60}
          placeholder="All"
          options={OPTIONS}
          value={textsOf(query.kinds)}
          onChange={(chosen) => onChange({ ...query, kinds: chosen.map(({ value }) => value) })}
        />
      </InlineField>
      <LabelFiltersEditor
        filters={readableFilters(query.filters, LABEL_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
    </>
  );
}
