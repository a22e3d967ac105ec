import { type DataQuery } from '@grafana/schema';
import { InlineField, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { FLOW_METRIC_LABELS, FLOW_METRICS } from '../../core/flow/metric';
import { FLOW_FILTER_TEXTS, MAX_LIMIT, type SavedFlowsQuery } from '../../core/query/flowsQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { textsOf } from '../../core/query/untrusted';
import { FlowFiltersEditor } from './FlowFiltersEditor';
import { FlowFormatEditor } from './FlowFormatEditor';
import { CategoriesField } from './CategoriesField';
import { choicesFrom } from './choices';
import { LABEL_WIDTH, NumberInput } from './fields';
import { DEFAULT_FLOW_CATEGORIES, FLOW_SOURCES, FLOWS_EDITOR, LIMIT_LABEL, limitOfRows } from './messages';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedFlowsQuery;

interface Props {
  query: Query;
  /** Names of monitors, and dashboard variables. */
  monitors: () => Promise<NameOptions>;
  /** Names of clusters, and dashboard variables. */
  clusters: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const METRICS = FLOW_METRICS.map((value) => ({ value, label: FLOW_METRIC_LABELS[value] }));
const SOURCES = choicesFrom(FLOW_SOURCES);

/** The editor of flows queries. */
export function FlowsQueryEditor({ query, monitors, clusters, onChange }: Props) {
  const { source, monitor: monitorTexts, metrics } = FLOWS_EDITOR;
  const isFromApi = query.source !== 'series' && query.format !== 'timeSeries';
  const cluster = isFromApi ? FLOWS_EDITOR.clusterOfMonitors : FLOWS_EDITOR.clusterOfSeries;
  return (
    <>
      <InlineField labelWidth={LABEL_WIDTH} {...source}>
        <RadioButtonGroup
          options={SOURCES}
          value={query.source ?? 'auto'}
          onChange={(selected) => onChange({ ...query, source: selected })}
        />
      </InlineField>
      {isFromApi && (
        <InlineField label={monitorTexts.label} labelWidth={LABEL_WIDTH} tooltip={monitorTexts.tooltip}>
          <NameField
            id={`monitor-${query.refId}`}
            placeholder={monitorTexts.placeholder}
            value={query.monitor}
            names={monitors}
            onChange={(monitor) => onChange({ ...query, monitor })}
          />
        </InlineField>
      )}
      <InlineField label={cluster.label} labelWidth={LABEL_WIDTH} tooltip={cluster.tooltip}>
        <NameField
          id={`cluster-${query.refId}`}
          placeholder={cluster.placeholder}
          value={query.cluster}
          names={clusters}
          onChange={(name) => onChange({ ...query, cluster: name })}
        />
      </InlineField>
      <InlineField label={metrics.label} labelWidth={LABEL_WIDTH} tooltip={metrics.tooltip}>
        <MultiCombobox
          id={`metrics-${query.refId}`}
          width={60}
          placeholder={metrics.placeholder}
          options={METRICS}
          value={textsOf(query.metrics)}
          onChange={(selected) => onChange({ ...query, metrics: selected.map(({ value }) => value) })}
        />
      </InlineField>
      {isFromApi && (
        <CategoriesField
          id={`categories-${query.refId}`}
          categories={query.categories}
          byDefault={DEFAULT_FLOW_CATEGORIES}
          onChange={(categories) => onChange({ ...query, categories })}
        />
      )}
      {isFromApi && (
        <InlineField label={LIMIT_LABEL} labelWidth={LABEL_WIDTH} tooltip={limitOfRows(MAX_LIMIT)}>
          <NumberInput
            id={`limit-${query.refId}`}
            placeholder={String(MAX_LIMIT)}
            value={query.limit}
            onChange={(limit) => onChange({ ...query, limit })}
          />
        </InlineField>
      )}
      <FlowFiltersEditor
        filters={readableFilters(query.filters, FLOW_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <FlowFormatEditor query={query} onChange={onChange} />
    </>
  );
}
