import { type DataQuery } from '@grafana/schema';
import { Combobox, InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { AGENT_METRICS, agentMetric, type MetricSubject } from '../../core/promql/catalogue';
import { type Grouping } from '../../core/promql/deltaGauge';
import { type SavedMetricQuery } from '../../core/query/metricQuery';
import { LABEL_WIDTH, NumberInput } from './fields';

type Query = DataQuery & SavedMetricQuery;

interface Props {
  query: Query;
  onChange: (query: Query) => void;
}

const METRICS = AGENT_METRICS.map(({ name, title, description }) => ({
  value: name,
  label: title,
  description: `${name}: ${description}`,
}));

const GROUPINGS: Record<MetricSubject, Array<{ value: Grouping; label: string }>> = {
  pod: [
    { value: 'pod', label: 'Pod' },
    { value: 'workload', label: 'Workload' },
    { value: 'namespace', label: 'Namespace' },
    { value: 'node', label: 'Node' },
  ],
  interface: [
    { value: 'node', label: 'Node' },
    { value: 'interface', label: 'Network interface' },
  ],
  device: [
    { value: 'device', label: 'Device' },
    { value: 'node', label: 'Node' },
    { value: 'pod', label: 'Pod' },
  ],
};

const CALCULATIONS = [
  { value: 'rate' as const, label: 'Per second' },
  { value: 'total' as const, label: 'Total of the range' },
];

export function MetricQueryEditor({ query, onChange }: Props) {
  const subject = agentMetric(query.metric ?? 'ingress_bytes')?.subject ?? 'pod';
  return (
    <>
      <InlineField label="Metric" labelWidth={LABEL_WIDTH}>
        <Combobox
          width={40}
          options={METRICS}
          value={query.metric ?? 'ingress_bytes'}
          onChange={({ value }) => onChange({ ...query, metric: value, groupBy: undefined })}
        />
      </InlineField>
      <InlineField label="By" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={GROUPINGS[subject]}
          value={query.groupBy ?? GROUPINGS[subject][0]?.value}
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
    </>
  );
}
