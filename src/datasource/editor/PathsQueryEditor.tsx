import { type DataQuery } from '@grafana/schema';
import { InlineField } from '@grafana/ui';
import React from 'react';
import { MAX_LIMIT } from '../../core/query/flowsQuery';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { LABEL_WIDTH, NumberInput } from './fields';
import { LIMIT_LABEL, limitOfPaths, PATHS_EDITOR } from './messages';
import { type NameOptions, NameField } from './NameField';
import { PathFiltersEditor } from './PathFiltersEditor';

type Query = DataQuery & SavedPathsQuery;

interface Props {
  query: Query;
  /** Names of performance monitors, and dashboard variables. */
  monitors: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

/** The editor of network paths queries. */
export function PathsQueryEditor({ query, monitors, onChange }: Props) {
  const { monitor: texts } = PATHS_EDITOR;
  return (
    <>
      <InlineField label={texts.label} labelWidth={LABEL_WIDTH} tooltip={texts.tooltip}>
        <NameField
          id={`performance-monitor-${query.refId}`}
          placeholder={texts.placeholder}
          value={query.monitor}
          names={monitors}
          onChange={(monitor) => onChange({ ...query, monitor })}
        />
      </InlineField>
      <PathFiltersEditor
        filters={readableFilters(query.filters, ['field', 'operator'])}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <InlineField label={LIMIT_LABEL} labelWidth={LABEL_WIDTH} tooltip={limitOfPaths(MAX_LIMIT)}>
        <NumberInput
          id={`limit-${query.refId}`}
          placeholder={String(MAX_LIMIT)}
          value={query.limit}
          onChange={(limit) => onChange({ ...query, limit })}
        />
      </InlineField>
    </>
  );
}
