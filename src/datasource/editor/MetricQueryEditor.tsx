import { type DataQuery } from '@grafana/schema';
import { Combobox, InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import { AGENT_METRICS, agentMetric } from '../../core/prometheus/agent/catalog';
import { METRIC_GROUPINGS } from '../../core/prometheus/agent/grouping';
import { LABEL_FILTER_TEXTS } from '../../core/query/labelFilter';
import { DEFAULT_METRIC, type SavedMetricQuery } from '../../core/query/metricQuery';
import { readableFilters } from '../../core/query/savedFilters';
import { type FlowDataSource } from '../DataSource';
import { choicesFrom } from './choices';
import { LABEL_WIDTH, NumberInput, textOrNull } from './fields';
import { LabelFiltersEditor } from './LabelFiltersEditor';
import { CALCULATIONS, METRIC_EDITOR, METRIC_GROUPINGS as GROUPING_TEXTS, METRIC_SOURCES } from './messages';
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

const SOURCES = choicesFrom(METRIC_SOURCES);
const CALCULATION_OPTIONS = choicesFrom(CALCULATIONS);

/** The editor of agent metric queries, with the PromQL that they run. */
export function MetricQueryEditor({ query, datasource, onChange }: Props) {
  const { top: limit } = METRIC_EDITOR;
  const subject = agentMetric(query.metric ?? DEFAULT_METRIC)?.subject ?? 'pod';
  const groupings = METRIC_GROUPINGS[subject].map((value) => ({ value, ...GROUPING_TEXTS[value] }));
  return (
    <>
      <InlineField labelWidth={LABEL_WIDTH} {...METRIC_EDITOR.metric}>
        <Combobox
          id={`metric-${query.refId}`}
          width={40}
          options={METRICS}
          value={textOrNull(query.metric ?? DEFAULT_METRIC)}
          onChange={({ value }) => onChange({ ...query, metric: value, groupBy: undefined, source: undefined })}
        />
      </InlineField>
      {subject === 'interface' && (
        <InlineField labelWidth={LABEL_WIDTH} {...METRIC_EDITOR.source}>
          <RadioButtonGroup
            options={SOURCES}
            value={query.source ?? 'agent'}
            onChange={(source) => onChange({ ...query, source })}
          />
        </InlineField>
      )}
      <InlineField labelWidth={LABEL_WIDTH} {...METRIC_EDITOR.groupBy}>
        <RadioButtonGroup
          options={groupings}
          value={query.groupBy ?? groupings[0]?.value}
          onChange={(groupBy) => onChange({ ...query, groupBy })}
        />
      </InlineField>
      <InlineField labelWidth={LABEL_WIDTH} {...METRIC_EDITOR.calculation}>
        <RadioButtonGroup
          options={CALCULATION_OPTIONS}
          value={query.calculation ?? 'rate'}
          onChange={(calculation) => onChange({ ...query, calculation })}
        />
      </InlineField>
      <InlineField label={limit.label} labelWidth={LABEL_WIDTH} tooltip={limit.tooltip}>
        <NumberInput
          id={`top-${query.refId}`}
          placeholder={limit.placeholder}
          value={query.top}
          onChange={(top) => onChange({ ...query, top })}
        />
      </InlineField>
      <LabelFiltersEditor
        filters={readableFilters(query.filters, LABEL_FILTER_TEXTS)}
        onChange={(filters) => onChange({ ...query, filters })}
      />
      <PromqlPreview query={query} facts={datasource.facts} prometheusUid={datasource.prometheusUid} />
    </>
  );
}
