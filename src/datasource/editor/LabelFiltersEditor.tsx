import { Button, Combobox, IconButton, InlineField, InlineFieldRow, Input } from '@grafana/ui';
import React from 'react';
import { type LabelFilter } from '../../core/promql/selector';
import { LABEL_OPERATORS } from '../../core/query/metricQuery';
import { isPattern } from '../../core/query/savedFilters';
import { HiddenLabel, LABEL_WIDTH, onLeave } from './fields';

const OPERATORS = LABEL_OPERATORS.map((value) => ({ value, label: value }));
const LABELS = ['namespace', 'pod', 'node', 'eni', 'device', 'instance_id'].map((value) => ({ value, label: value }));
const NEW_FILTER: LabelFilter = { label: 'namespace', operator: '=~', value: '' };

interface Props {
  refId: string;
  filters: readonly LabelFilter[];
  onChange: (filters: LabelFilter[]) => void;
}

/** Conditions on the labels of the agents' series, all of which must hold. */
export function LabelFiltersEditor({ refId, filters, onChange }: Props) {
  const change = (index: number, changed: Partial<LabelFilter>) =>
    onChange(filters.map((filter, at) => (at === index ? { ...filter, ...changed } : filter)));
  return (
    <>
      {filters.map((filter, index) => (
        // Filters have no identity but their place.
        <InlineFieldRow key={index} role="group" aria-label={`Filter ${index + 1}`}>
          <InlineField label={index === 0 ? 'Only where' : 'and'} labelWidth={LABEL_WIDTH}>
            <Combobox
              id={`filter-label-${refId}-${index}`}
              width={22}
              createCustomValue
              options={LABELS}
              value={filter.label}
              onChange={({ value: label }) => change(index, { label })}
            />
          </InlineField>
          <HiddenLabel htmlFor={`filter-label-${refId}-${index}`} text="label" />
          <HiddenLabel htmlFor={`filter-operator-${refId}-${index}`} text="Operator" />
          <Combobox
            id={`filter-operator-${refId}-${index}`}
            width={8}
            options={OPERATORS}
            value={filter.operator}
            onChange={({ value: operator }) => change(index, { operator })}
          />
          <Input
            // A value is kept by its field until it is left; one that changes outside makes the field anew.
            key={filter.value}
            aria-label="Value"
            width={30}
            placeholder={isPattern(filter) ? 'Regular expression or $variable; empty: all' : 'Value or $variable'}
            defaultValue={filter.value}
            onBlur={onLeave(filter.value, (value) => change(index, { value }))}
          />
          <IconButton
            name="trash-alt"
            aria-label="Remove this filter"
            onClick={() => onChange(filters.filter((_, at) => at !== index))}
          />
        </InlineFieldRow>
      ))}
      <InlineField label={filters.length === 0 ? 'Filters' : ''} labelWidth={LABEL_WIDTH}>
        <Button variant="secondary" size="md" icon="plus" onClick={() => onChange([...filters, NEW_FILTER])}>
          Add a filter
        </Button>
      </InlineField>
    </>
  );
}
