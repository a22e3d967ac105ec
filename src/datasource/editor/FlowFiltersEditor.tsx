import { Button, Combobox, IconButton, InlineField, InlineFieldRow, Input } from '@grafana/ui';
import React from 'react';
import {
  type EndpointField,
  FILTER_FIELDS,
  FILTER_OPERATORS,
  FILTER_SIDES,
  type FilterSide,
  type FlowFilter,
} from '../../core/flow/filter';
import { isPattern } from '../../core/query/savedFilters';
import { HiddenLabel, LABEL_WIDTH, onLeave } from './fields';

const SIDE_LABELS: Record<FilterSide, string> = {
  either: 'Either end',
  client: 'Client',
  server: 'Server',
  both: 'Both ends',
};

const FIELD_LABELS: Partial<Record<EndpointField, string>> = {
  external: 'outside the cluster',
  address: 'IP address',
  instance: 'EC2 instance',
  vpc: 'VPC',
  region: 'Region',
};

const SIDES = FILTER_SIDES.map((value) => ({ value, label: SIDE_LABELS[value] }));
const FIELDS = FILTER_FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] ?? value }));
const OPERATORS = FILTER_OPERATORS.map((value) => ({ value, label: value }));
const NEW_FILTER: FlowFilter = { side: 'either', field: 'namespace', operator: '=~', value: '' };

interface Props {
  refId: string;
  filters: readonly FlowFilter[];
  onChange: (filters: FlowFilter[]) => void;
}

/** Conditions on the ends of flows, all of which must hold. */
export function FlowFiltersEditor({ refId, filters, onChange }: Props) {
  const change = (index: number, changed: Partial<FlowFilter>) =>
    onChange(filters.map((filter, at) => (at === index ? { ...filter, ...changed } : filter)));
  return (
    <>
      {filters.map((filter, index) => (
        // Filters have no identity but their place.
        <InlineFieldRow key={index} role="group" aria-label={`Filter ${index + 1}`}>
          <InlineField label={index === 0 ? 'Only flows where' : 'and'} labelWidth={LABEL_WIDTH}>
            <Combobox
              id={`filter-side-${refId}-${index}`}
              width={16}
              options={SIDES}
              value={filter.side}
              onChange={({ value: side }) => change(index, { side })}
            />
          </InlineField>
          <HiddenLabel htmlFor={`filter-side-${refId}-${index}`} text="end" />
          <HiddenLabel htmlFor={`filter-field-${refId}-${index}`} text="Field" />
          <Combobox
            id={`filter-field-${refId}-${index}`}
            width={22}
            options={FIELDS}
            value={filter.field}
            onChange={({ value: field }) => change(index, { field })}
          />
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
            placeholder={isPattern(filter) ? 'Regular expression or $variable; empty: all' : 'Value'}
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
