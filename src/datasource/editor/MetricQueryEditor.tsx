import { type DataQuery } from '@grafana/schema';
import { Combobox, InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { AGENT_METRICS, agentMetric } from '../../core/prometheus/agent/catalog';
import { type MetricGrouping, METRIC_GROUPINGS } from '../../core/prometheus/agent/grouping';
import { LABEL_FILTER_TEXTS } from '../../core/query/labelFilter';
import { DEFAULT_METRIC, type SavedMetricQuery } from '../../core/query/metricQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { type FlowDataSource } from '../DataSource';
import { LABEL_WIDTH, NumberInput, textOrNull } from './fields';
import { LabelFiltersEditor } from './LabelFiltersEditor';
import { PromqlPreview } from './PromqlPreview';

type Query = DataQuery & SavedMetricQuery;

interface Props {
  query: Query;
  datasource: FlowDataSource;
  onChange: (query: Query) => void;
}

const METRICS = AGENT_METRICS.map(({ name, title, description }) => ({
  value: name,
  label: title,
  description: `${name}: ${description}`,
}));

const METRIC_GROUPING_LABELS: Record<MetricGrouping, string> = {
  pod: 'Pod',
  workload: 'Workload',
  namespace: 'Namespace',
  node: 'Node',
  interface: 'Network interface',
  device: 'Device',
};

const SOURCES = [
  { value: 'agent' as const, label: 'Agent', description: 'The network agent’s own changes per scrape' },
  {
    value: 'node_exporter' as const,
    label: 'node_exporter',
    description: 'ENA’s true counters, of its ethtool collector',
  },
];

const CALCULATIONS = [
  { value: 'rate' as const, label: 'Per second' },
  { value: 'total' as const, label: 'Total of the range' },
];

export function MetricQueryEditor({ query, datasource, onChange }: Props) {
  const subject = agentMetric(query.metric ?? DEFAULT_METRIC)?.subject ?? 'pod';
  const groupings = METRIC_GROUPINGS[subject].map((value) => ({ value, label: METRIC_GROUPING_LABELS[value] }));
  return (
    <>
      <InlineField label="Metric" labelWidth={LABEL_WIDTH}>
        <Combobox
          id={`metric-${query.refId}`}
          width={40}
          options={METRICS}
          value={textOrNull(query.metric ?? DEFAULT_METRIC)}
          onChange={({ value }) => onChange({ ...query, metric: value, groupBy: undefined, source: undefined })}
        />
      </InlineField>
      {subject === 'interface' && (
        <InlineField label="Counted by" labelWidth={LABEL_WIDTH}>
          <RadioButtonGroup
            options={SOURCES}
            value={query.source ?? 'agent'}
            onChange={(source) => onChange({ ...query, source })}
          />
        </InlineField>
      )}
      <InlineField label="By" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={groupings}
          value={query.groupBy ?? groupings[0]?.value}
          onChange={(groupBy) => onChange({ ...query, groupBy })}
        />
      </InlineField>
      <InlineField label="Value" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={CALCULATIONS}
          value={query.calculation ?? 'rate'}
          onChange={(calculation) => onChange({ ...query, calculation })}
        />
      </InlineField>
      <InlineField label="Top" labelWidth={LABEL_WIDTH} tooltip="Only the largest over the whole range; empty: all">
        <NumberInput id={`top-${query.refId}`} value={query.top} onChange={(top) => onChange({ ...query, top })} />
      </InlineField>
      <LabelFiltersEditor
        filters={readableFilters(query.filters, LABEL_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <PromqlPreview query={query} facts={datasource.facts} prometheusUid={datasource.prometheusUid} />
    </>
  );
}
