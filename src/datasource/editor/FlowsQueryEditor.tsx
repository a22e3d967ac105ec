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
import { LABEL_WIDTH, NumberInput } from './fields';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedFlowsQuery;

interface Props {
  query: Query;
  /** Names of monitors, and dashboard variables that may hold one. */
  monitors: () => Promise<NameOptions>;
  /** Names of clusters, likewise. */
  clusters: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const METRICS = FLOW_METRICS.map((value) => ({ value, label: FLOW_METRIC_LABELS[value] }));
const SOURCES = [
  {
    value: 'auto' as const,
    label: 'Auto',
    description: 'The flow API for up to an hour, the agents’ series for longer ranges where Prometheus has them',
  },
  {
    value: 'api' as const,
    label: 'Flow API',
    description: 'Also round-trip times, categories and network paths; an hour per query',
  },
  { value: 'series' as const, label: 'Agents’ series', description: 'nfm_* in Prometheus, at any time range' },
];

/** Which flows a query asks for, and how it shows them. */
export function FlowsQueryEditor({ query, monitors, clusters, onChange }: Props) {
  const isFromApi = query.source !== 'series' && query.format !== 'timeSeries';
  return (
    <>
      <InlineField label="Source" labelWidth={LABEL_WIDTH} tooltip="Where flows come from">
        <RadioButtonGroup
          options={SOURCES}
          value={query.source ?? 'auto'}
          onChange={(source) => onChange({ ...query, source })}
        />
      </InlineField>
      {isFromApi && (
        <InlineField label="Monitor" labelWidth={LABEL_WIDTH} tooltip="The Network Flow Monitor whose flows are shown">
          <NameField
            id={`monitor-${query.refId}`}
            placeholder="Choose a monitor"
            value={query.monitor}
            names={monitors}
            onChange={(monitor) => onChange({ ...query, monitor })}
          />
        </InlineField>
      )}
      <InlineField
        label={isFromApi ? 'or cluster' : 'Cluster'}
        labelWidth={LABEL_WIDTH}
        tooltip={
          isFromApi
            ? "An EKS cluster's name or ARN: all monitors that watch it are asked. Goes before the monitor."
            : "An EKS cluster's name or ARN: only its flows. Empty: all that Prometheus holds."
        }
      >
        <NameField
          id={`cluster-${query.refId}`}
          placeholder={isFromApi ? 'None' : 'All'}
          value={query.cluster}
          names={clusters}
          onChange={(cluster) => onChange({ ...query, cluster })}
        />
      </InlineField>
      <InlineField
        label="Metrics"
        labelWidth={LABEL_WIDTH}
        tooltip="Nothing chosen: all. Each costs one query per category."
      >
        <MultiCombobox
          id={`metrics-${query.refId}`}
          width={60}
          placeholder="All"
          options={METRICS}
          value={textsOf(query.metrics)}
          onChange={(chosen) => onChange({ ...query, metrics: chosen.map(({ value }) => value) })}
        />
      </InlineField>
      {isFromApi && (
        <CategoriesField
          id={`categories-${query.refId}`}
          categories={query.categories}
          usual="those that every endpoint knows, the internet and AWS services"
          onChange={(categories) => onChange({ ...query, categories })}
        />
      )}
      {isFromApi && (
        <InlineField
          label="Limit"
          labelWidth={LABEL_WIDTH}
          tooltip={`Top contributors for each metric and category, 1 to ${MAX_LIMIT}`}
        >
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
