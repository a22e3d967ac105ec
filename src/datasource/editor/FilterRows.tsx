import { Button, Combobox, IconButton, InlineField, InlineFieldRow, Input } from '@grafana/ui';
import React, { type ReactElement, useId } from 'react';
import { MATCH_OPERATORS, type MatchOperator } from '../../core/prometheus/matcher';
import { isPattern } from '../../core/query/savedFilters';
import { HiddenLabel, LABEL_WIDTH, onLeave } from './fields';

/** What the fields of one filter need. */
export interface FilterRow<Filter> {
  filter: Filter;
  change: (changed: Partial<Filter>) => void;
  /** An id for one of the row's fields, the same whenever it is drawn. */
  idOf: (field: string) => string;
}

interface Props<Filter> {
  /** What leads the first filter: "Only flows where". */
  lead: string;
  filters: readonly Filter[];
  newFilter: Filter;
  onChange: (filters: Filter[]) => void;
  /** The row's first field, which gets the lead for its label. */
  first: (row: FilterRow<Filter>) => ReactElement<{ id: string }>;
  others: (row: FilterRow<Filter>) => ReactElement;
}

/** Filters of a query, a row each, all of which must hold. */
export function FilterRows<Filter>({ lead, filters, newFilter, onChange, first, others }: Props<Filter>) {
  const prefix = useId();
  const rowAt = (filter: Filter, index: number): FilterRow<Filter> => ({
    filter,
    change: (changed) => onChange(filters.map((one, at) => (at === index ? { ...one, ...changed } : one))),
    idOf: (field) => `${prefix}${field}-${index}`,
  });
  return (
    <>
      {filters.map(rowAt).map((row, index) => (
        // Filters have no identity but their place.
        <InlineFieldRow key={index} role="group" aria-label={`Filter ${index + 1}`}>
          <InlineField label={index === 0 ? lead : 'and'} labelWidth={LABEL_WIDTH}>
            {first(row)}
          </InlineField>
          {others(row)}
          <IconButton
            name="trash-alt"
            aria-label="Remove this filter"
            onClick={() => onChange(filters.filter((_, at) => at !== index))}
          />
        </InlineFieldRow>
      ))}
      <InlineField label={filters.length === 0 ? 'Filters' : ''} labelWidth={LABEL_WIDTH}>
        <Button variant="secondary" size="md" icon="plus" onClick={() => onChange([...filters, newFilter])}>
          Add a filter
        </Button>
      </InlineField>
    </>
  );
}

const OPERATORS = MATCH_OPERATORS.map((value) => ({ value, label: value }));

interface PatternRow {
  filter: { operator: MatchOperator; value: string };
  change: (changed: { operator?: MatchOperator; value?: string }) => void;
  idOf: (field: string) => string;
}

/** Operator and value as PromQL has them. */
export function OperatorAndValue({ filter, change, idOf }: PatternRow) {
  return (
    <>
      <HiddenLabel htmlFor={idOf('operator')} text="Operator" />
      <Combobox
        id={idOf('operator')}
        width={8}
        options={OPERATORS}
        value={filter.operator}
        onChange={({ value: operator }) => change({ operator })}
      />
      <Input
        // A value is kept by its field until it is left; one that changes outside makes the field anew.
        key={filter.value}
        aria-label="Value"
        width={30}
        placeholder={isPattern(filter) ? 'Regular expression or $variable; empty: all' : 'Value or $variable'}
        defaultValue={filter.value}
        onBlur={onLeave(filter.value, (value) => change({ value }))}
      />
    </>
  );
}
