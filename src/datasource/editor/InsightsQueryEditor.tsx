import { type DataQuery } from '@grafana/schema';
import { InlineField, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { FLOW_METRIC_LABELS } from '../../core/flow/metric';
import { INSIGHT_METRICS } from '../../core/insights/insights';
import { DEFAULT_INSIGHT_METRICS, type SavedInsightsQuery } from '../../core/query/insightsQuery';
import { MAX_LIMIT } from '../../core/query/flowsQuery';
import { withoutEmpty } from '../../core/query/resolved';
import { textsOf } from '../../core/query/untrusted';
import { CategoriesField } from './CategoriesField';
import { choicesFrom } from './choices';
import { LABEL_WIDTH, NumberInput } from './fields';
import {
  DEFAULT_INSIGHT_CATEGORIES,
  FORMAT_LABEL,
  INSIGHT_FORMATS,
  INSIGHTS_EDITOR,
  LIMIT_LABEL,
  limitOfRows,
} from './messages';
import { type NameOptions, NameField } from './NameField';

type Query = DataQuery & SavedInsightsQuery;

interface Props {
  query: Query;
  /** IDs of scopes, and dashboard variables. */
  scopes: () => Promise<NameOptions>;
  onChange: (query: Query) => void;
}

const METRICS = INSIGHT_METRICS.map((value) => ({ value, label: FLOW_METRIC_LABELS[value] }));
const FORMATS = choicesFrom(INSIGHT_FORMATS);

/** The editor of workload insights queries. */
export function InsightsQueryEditor({ query, scopes, onChange }: Props) {
  const { scope: scopeTexts, metrics } = INSIGHTS_EDITOR;
  return (
    <>
      <InlineField label={scopeTexts.label} labelWidth={LABEL_WIDTH} tooltip={scopeTexts.tooltip}>
        <NameField
          id={`scope-${query.refId}`}
          placeholder={scopeTexts.placeholder}
          value={query.scope}
          names={scopes}
          onChange={(scope) => onChange({ ...query, scope })}
        />
      </InlineField>
      <InlineField label={FORMAT_LABEL} labelWidth={LABEL_WIDTH}>
        <RadioButtonGroup
          options={FORMATS}
          value={query.format ?? 'table'}
          onChange={(format) => onChange({ ...query, format })}
        />
      </InlineField>
      <InlineField labelWidth={LABEL_WIDTH} {...metrics}>
        <MultiCombobox
          id={`metrics-${query.refId}`}
          width={60}
          options={METRICS}
          value={[...withoutEmpty(textsOf(query.metrics), DEFAULT_INSIGHT_METRICS)]}
          onChange={(selected) => onChange({ ...query, metrics: selected.map(({ value }) => value) })}
        />
      </InlineField>
      <CategoriesField
        id={`categories-${query.refId}`}
        categories={query.categories}
        byDefault={DEFAULT_INSIGHT_CATEGORIES}
        onChange={(categories) => onChange({ ...query, categories })}
      />
      {(query.format ?? 'table') === 'table' && (
        <InlineField label={LIMIT_LABEL} labelWidth={LABEL_WIDTH} tooltip={limitOfRows(MAX_LIMIT)}>
          <NumberInput
            id={`limit-${query.refId}`}
            placeholder={String(MAX_LIMIT)}
            value={query.limit}
            onChange={(limit) => onChange({ ...query, limit })}
          />
        </InlineField>
      )}
    </>
  );
}
