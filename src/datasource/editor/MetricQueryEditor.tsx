import { type DataQuery } from '@grafana/schema';
import { Combobox, InlineField, Input, RadioButtonGroup } from '@grafana/ui';
import React, { type ChangeEvent } from 'react';
import { AGENT_METRICS, agentMetric, type MetricSubject } from '../../core/promql/catalogue';
import { type Grouping } from '../../core/promql/deltaGauge';
import { type SavedMetricQuery } from '../../core/query/savedQuery';

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
    { value: 'namespace', label: 'Namespace' },
    { value: 'node', label: 'Node' },
  ],
  interface: [
    { value: 'node', label: 'Node' },
    { value: 'interface', label: 'Network interface' },
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
      <InlineField label="Metric" labelWidth={16}>
        <Combobox
          width={40}
          options={METRICS}
          value={query.metric ?? 'ingress_bytes'}
          onChange={({ value }) => onChange({ ...query, metric: value, groupBy: undefined })}
        />
      </InlineField>
      <InlineField label="By" labelWidth={16}>
        <RadioButtonGroup
          options={GROUPINGS[subject]}
          value={query.groupBy ?? GROUPINGS[subject][0]?.value}
          onChange={(groupBy) => onChange({ ...query, groupBy })}
        />
      </InlineField>
      <InlineField label="Value" labelWidth={16}>
        <RadioButtonGroup
          options={CALCULATIONS}
          value={query.calculation ?? 'rate'}
          onChange={(calculation) => onChange({ ...query, calculation })}
        />
      </InlineField>
      <InlineField label="Top" labelWidth={16} tooltip="Only the largest over the whole range; empty: all">
        <Input
          type="number"
          min={1}
          width={12}
          defaultValue={query.top ?? ''}
          onBlur={(event: ChangeEvent<HTMLInputElement>) =>
            onChange({ ...query, top: positive(event.currentTarget.value) })
          }
        />
      </InlineField>
    </>
  );
}

function positive(text: string): number | undefined {
  const number = Math.floor(Number(text));
  return number >= 1 ? number : undefined;
}
