import { Button, Combobox, IconButton, InlineField, InlineFieldRow, Input } from '@grafana/ui';
import React, { type ReactElement, useId } from 'react';
import { MATCH_OPERATORS, type MatchOperator } from '../../core/prometheus/matcher';
import { isPattern } from '../../core/query/savedFilters';
import { HiddenLabel, LABEL_WIDTH, onBlurIfChanged } from './fields';
import { FILTERS } from './messages';

/** A filter with what its fields need. */
export interface FilterRow<Filter> {
  filter: Filter;
  change: (changed: Partial<Filter>) => void;
  /** The ID of one of the row's fields, the same each time it is rendered. */
  idOf: (field: string) => string;
}

interface Props<Filter> {
  filters: readonly Filter[];
  newFilter: Filter;
  onChange: (filters: Filter[]) => void;
  /** The first field of a row, which has the row's label. */
  first: (row: FilterRow<Filter>) => ReactElement<{ id: string }>;
  others: (row: FilterRow<Filter>) => ReactElement;
}

/** The filters of a query, one per row. All of them must match. */
export function FilterRows<Filter>({ filters, newFilter, onChange, first, others }: Props<Filter>) {
  const prefix = useId();
  const rowAt = (filter: Filter, index: number): FilterRow<Filter> => ({
    filter,
    change: (changed) => onChange(filters.map((other, at) => (at === index ? { ...other, ...changed } : other))),
    idOf: (field) => `${prefix}${field}-${index}`,
  });
  return (
    <>
      {filters.map(rowAt).map((row, index) => (
        // Only their position identifies filters.
        <InlineFieldRow key={index} role="group" aria-label={FILTERS.row(index + 1)}>
          <InlineField label={index === 0 ? FILTERS.first : FILTERS.next} labelWidth={LABEL_WIDTH}>
            {first(row)}
          </InlineField>
          {others(row)}
          <IconButton
            name="trash-alt"
            aria-label={FILTERS.remove}
            onClick={() => onChange(filters.filter((_, at) => at !== index))}
          />
        </InlineFieldRow>
      ))}
      <InlineField label={filters.length === 0 ? FILTERS.first : ''} labelWidth={LABEL_WIDTH}>
        <Button variant="secondary" size="md" icon="plus" onClick={() => onChange([...filters, newFilter])}>
          {FILTERS.add}
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

/** The operator and the value of a filter, as in PromQL. */
export function OperatorAndValue({ filter, change, idOf }: PatternRow) {
  return (
    <>
      <HiddenLabel htmlFor={idOf('operator')} text={FILTERS.operator} />
      <Combobox
        id={idOf('operator')}
        width={8}
        options={OPERATORS}
        value={filter.operator}
        onChange={({ value: operator }) => change({ operator })}
      />
      <Input
        // The field keeps its text until it loses focus. A new key shows a value that changed elsewhere.
        key={filter.value}
        aria-label={FILTERS.value}
        width={30}
        placeholder={isPattern(filter) ? FILTERS.patternPlaceholder : FILTERS.valuePlaceholder}
        defaultValue={filter.value}
        onBlur={onBlurIfChanged(filter.value, (value) => change({ value }))}
      />
    </>
  );
}
