import { Button, Combobox, IconButton, InlineField, InlineFieldRow, MultiCombobox } from '@grafana/ui';
import React from 'react';
import {
  PATH_FILTER_FIELDS,
  PATH_FILTER_LABELS,
  PATH_FILTER_OPERATORS,
  type PathFilterOperator,
} from '../../core/paths/pathFilter';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { textsOf } from '../../core/query/untrusted';
import { HiddenLabel, LABEL_WIDTH } from './fields';

type Filter = NonNullable<SavedPathsQuery['filters']>[number];

interface Props {
  refId: string;
  filters: readonly Filter[];
  onChange: (filters: Filter[]) => void;
}

const OPERATOR_LABELS: Record<PathFilterOperator, string> = {
  EQUALS: 'is',
  NOT_EQUALS: 'is not',
  IN: 'is one of',
  CONTAINS: 'contains',
};

const FIELDS = PATH_FILTER_FIELDS.map((value) => ({ value, label: PATH_FILTER_LABELS[value] }));
const OPERATORS = PATH_FILTER_OPERATORS.map((value) => ({ value, label: OPERATOR_LABELS[value] }));
const NEW_FILTER: Filter = { field: 'local_az_id', operator: 'IN', values: [] };

/** Conditions on network paths, all of which must hold. The API checks them, and documents no values. */
export function PathFiltersEditor({ refId, filters, onChange }: Props) {
  const change = (index: number, changed: Partial<Filter>) =>
    onChange(filters.map((filter, at) => (at === index ? { ...filter, ...changed } : filter)));
  return (
    <>
      {filters.map((filter, index) => (
        <InlineFieldRow key={index} role="group" aria-label={`Filter ${index + 1}`}>
          <InlineField label={index === 0 ? 'Only paths where' : 'and'} labelWidth={LABEL_WIDTH}>
            <Combobox
              id={`path-filter-field-${refId}-${index}`}
              width={16}
              options={FIELDS}
              value={filter.field}
              onChange={({ value: field }) => change(index, { field })}
            />
          </InlineField>
          <HiddenLabel htmlFor={`path-filter-field-${refId}-${index}`} text="field" />
          <HiddenLabel htmlFor={`path-filter-operator-${refId}-${index}`} text="Operator" />
          <Combobox
            id={`path-filter-operator-${refId}-${index}`}
            width={14}
            options={OPERATORS}
            value={filter.operator}
            onChange={({ value: operator }) => change(index, { operator })}
          />
          <HiddenLabel htmlFor={`path-filter-values-${refId}-${index}`} text="Values" />
          <MultiCombobox
            id={`path-filter-values-${refId}-${index}`}
            width={40}
            createCustomValue
            placeholder="Values, or a $variable; none: all"
            options={valueOptions(filter)}
            value={textsOf(filter.values)}
            onChange={(chosen) => change(index, { values: chosen.map(({ value }) => value) })}
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

/** What was typed in before stays to choose from. */
function valueOptions({ values }: Filter) {
  return textsOf(values).map((value) => ({ value, label: value }));
}
