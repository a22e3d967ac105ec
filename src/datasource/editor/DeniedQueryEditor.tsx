import { type DataQuery } from '@grafana/schema';
import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { type SavedDeniedQuery } from '../../core/query/deniedQuery';
import { FLOW_FILTER_TEXTS } from '../../core/query/flowsQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { choicesFrom } from './choices';
import { LABEL_WIDTH } from './fields';
import { FlowFiltersEditor } from './FlowFiltersEditor';
import { DENIED_EDITOR, DENIED_FORMATS, FLOWS_EDITOR, FORMAT_LABEL, GRAPH_LEVELS } from './messages';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedDeniedQuery;

interface Props {
  query: Query;
  /** Names of clusters, and dashboard variables. */
  clusters: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const FORMATS = choicesFrom(DENIED_FORMATS);
const LEVELS = choicesFrom(GRAPH_LEVELS);

/** The editor of queries for denied connections. */
export function DeniedQueryEditor({ query, clusters, onChange }: Props) {
  const { cluster } = DENIED_EDITOR;
  return (
    <>
      <InlineField label={cluster.label} labelWidth={LABEL_WIDTH} tooltip={cluster.tooltip}>
        <NameField
          id={`denied-cluster-${query.refId}`}
          placeholder={cluster.placeholder}
          value={query.cluster}
          names={clusters}
          onChange={(name) => onChange({ ...query, cluster: name })}
        />
      </InlineField>
      <FlowFiltersEditor
        filters={readableFilters(query.filters, FLOW_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <InlineField label={FORMAT_LABEL} labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={FORMATS}
          value={query.format ?? 'flows'}
          onChange={(format) => onChange({ ...query, format })}
        />
      </InlineField>
      {query.format === 'nodeGraph' && (
        <InlineField labelWidth={LABEL_WIDTH} {...FLOWS_EDITOR.level}>
          <RadioButtonGroup
            options={LEVELS}
            value={query.level ?? 'workload'}
            onChange={(level) => onChange({ ...query, level })}
          />
        </InlineField>
      )}
    </>
  );
}
