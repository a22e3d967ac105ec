import { type DataQuery } from '@grafana/schema';
import { getTemplateSrv } from '@grafana/runtime';
import { Combobox, type ComboboxOption, InlineField, Input, MultiCombobox } from '@grafana/ui';
import React, { type FocusEvent, useCallback } from 'react';
import { categoryLabel, KNOWN_CATEGORIES } from '../../core/flow/category';
import { FLOW_METRIC_LABELS, FLOW_METRICS } from '../../core/flow/metric';
import { type SavedFlowsQuery } from '../../core/query/savedQuery';
import { type FlowDataSource } from '../DataSource';

type Query = DataQuery & SavedFlowsQuery;

interface Props {
  query: Query;
  datasource: FlowDataSource;
  onChange: (query: Query) => void;
}

const METRICS = FLOW_METRICS.map((value) => ({ value, label: FLOW_METRIC_LABELS[value] }));
const CATEGORIES = KNOWN_CATEGORIES.map((value) => ({ value: String(value), label: categoryLabel(value) }));

export function FlowsQueryEditor({ query, datasource, onChange }: Props) {
  const monitors = useCallback(() => monitorOptions(datasource), [datasource]);
  return (
    <>
      <InlineField label="Monitor" labelWidth={16} tooltip="The Network Flow Monitor whose flows are shown">
        <Combobox
          id={`monitor-${query.refId}`}
          width={40}
          createCustomValue
          placeholder="Choose a monitor"
          value={query.monitor ?? null}
          options={monitors}
          onChange={({ value }) => onChange({ ...query, monitor: value })}
        />
      </InlineField>
      <InlineField label="Metrics" labelWidth={16} tooltip="Nothing chosen: all. Each costs one query per category.">
        <MultiCombobox
          width={60}
          placeholder="All"
          options={METRICS}
          value={query.metrics ?? []}
          onChange={(chosen) => onChange({ ...query, metrics: chosen.map(({ value }) => value) })}
        />
      </InlineField>
      <InlineField
        label="Categories"
        labelWidth={16}
        tooltip="Nothing chosen: those that every endpoint knows, and the internet."
      >
        <MultiCombobox
          width={60}
          placeholder="The usual ones"
          options={CATEGORIES}
          value={query.categories ?? []}
          onChange={(chosen) => onChange({ ...query, categories: chosen.map(({ value }) => value) })}
        />
      </InlineField>
      <InlineField
        label="Namespace"
        labelWidth={16}
        tooltip="Only flows with an end in it: a name, a regular expression or a variable. Empty: all."
      >
        <Input
          width={40}
          placeholder="All"
          defaultValue={query.namespace ?? ''}
          onBlur={(event: FocusEvent<HTMLInputElement>) =>
            onChange({ ...query, namespace: event.currentTarget.value.trim() || undefined })
          }
        />
      </InlineField>
    </>
  );
}

/** What the API lists, and the dashboard's variables, of which one may hold a monitor. */
async function monitorOptions(datasource: FlowDataSource): Promise<Array<ComboboxOption<string>>> {
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}`, description: 'Variable' }));
  const monitors = await datasource.metricFindQuery().catch(() => []);
  return [...variables, ...monitors.map(({ text }) => ({ value: text, label: text }))];
}
