import { type DataQuery } from '@grafana/schema';
import { InlineField } from '@grafana/ui';
import React from 'react';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { LABEL_WIDTH, NumberInput } from './fields';
import { type NameOptions, NameField } from './NameField';
import { PathFiltersEditor } from './PathFiltersEditor';

type Query = DataQuery & SavedPathsQuery;

interface Props {
  query: Query;
  /** Names of performance monitors, and dashboard variables that may hold one. */
  monitors: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

/** Which network paths a query asks for. */
export function PathsQueryEditor({ query, monitors, onChange }: Props) {
  return (
    <>
      <InlineField
        label="Monitor"
        labelWidth={LABEL_WIDTH}
        tooltip="The performance monitor whose paths between zones and Regions are shown"
      >
        <NameField
          id={`performance-monitor-${query.refId}`}
          placeholder="Choose a performance monitor"
          value={query.monitor}
          names={monitors}
          onChange={(monitor) => onChange({ ...query, monitor })}
        />
      </InlineField>
      <PathFiltersEditor
        filters={readableFilters(query.filters, ['field', 'operator'])}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <InlineField label="Limit" labelWidth={LABEL_WIDTH} tooltip="Paths for each hour, 1 to 500">
        <NumberInput
          id={`limit-${query.refId}`}
          placeholder="500"
          value={query.limit}
          onChange={(limit) => onChange({ ...query, limit })}
        />
      </InlineField>
    </>
  );
}
