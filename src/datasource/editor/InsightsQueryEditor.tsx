import { type DataQuery } from '@grafana/schema';
import { InlineField, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { INSIGHT_METRICS } from '../../core/insights/insights';
import { DEFAULT_INSIGHT_METRICS, type SavedInsightsQuery } from '../../core/query/insightsQuery';
import { withoutEmpty } from '../../core/query/resolved';
import { textsOf } from '../../core/query/untrusted';
import { CategoriesField } from './CategoriesField';
import { LABEL_WIDTH, NumberInput } from './fields';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedInsightsQuery;

interface Props {
  query: Query;
  /** Ids of scopes, and dashboard variables that may hold one. */
  scopes: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const METRICS = INSIGHT_METRICS.map((value) => ({ value, label: FLOW_METRIC_LABELS[value] }));
const FORMATS = [
  { value: 'table' as const, label: 'Table', description: 'The subnets with the highest values' },
  { value: 'timeSeries' as const, label: 'Time series', description: 'The course of each zone, by five minutes' },
];

/** Which workload insights of a scope a query asks for. */
export function InsightsQueryEditor({ query, scopes, onChange }: Props) {
  return (
    <>
      <InlineField
        label="Scope"
        labelWidth={LABEL_WIDTH}
        tooltip="Empty: the only one. AWS allows one per account and Region."
      >
        <NameField
          id={`scope-${query.refId}`}
          placeholder="The account’s own"
          value={query.scope}
          names={scopes}
          onChange={(scope) => onChange({ ...query, scope })}
        />
      </InlineField>
      <InlineField label="Show as" labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={FORMATS}
          value={query.format ?? 'table'}
          onChange={(format) => onChange({ ...query, format })}
        />
      </InlineField>
      <InlineField label="Metrics" labelWidth={LABEL_WIDTH} tooltip="Each costs one query per category and hour.">
        <MultiCombobox
          id={`metrics-${query.refId}`}
          width={60}
          options={METRICS}
          value={[...withoutEmpty(textsOf(query.metrics), DEFAULT_INSIGHT_METRICS)]}
          onChange={(chosen) => onChange({ ...query, metrics: chosen.map(({ value }) => value) })}
        />
      </InlineField>
      <CategoriesField
        id={`categories-${query.refId}`}
        categories={query.categories}
        usual="those that every endpoint knows"
        onChange={(categories) => onChange({ ...query, categories })}
      />
      {(query.format ?? 'table') === 'table' && (
        <InlineField label="Limit" labelWidth={LABEL_WIDTH} tooltip="Rows for each metric and category, 1 to 500">
          <NumberInput
            id={`limit-${query.refId}`}
            placeholder="500"
            value={query.limit}
            onChange={(limit) => onChange({ ...query, limit })}
          />
        </InlineField>
      )}
    </>
  );
}
