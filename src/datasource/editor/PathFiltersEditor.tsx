import { Combobox, MultiCombobox } from '@grafana/ui';
import React from 'react';
import {
  PATH_FILTER_FIELDS,
  PATH_FILTER_LABELS,
  PATH_FILTER_OPERATORS,
  type PathFilterOperator,
} from '../../core/paths/pathFilter';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { textsOf } from '../../core/query/untrusted';
import { HiddenLabel } from './fields';
import { FilterRows } from './FilterRows';

type Filter = NonNullable<SavedPathsQuery['filters']>[number];

interface Props {
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
export function PathFiltersEditor({ filters, onChange }: Props) {
  return (
    <FilterRows
      lead="Only paths where"
      filters={filters}
      newFilter={NEW_FILTER}
      onChange={onChange}
      first={({ filter, change, idOf }) => (
        <Combobox
          id={idOf('field')}
          width={16}
          options={FIELDS}
          value={filter.field}
          onChange={({ value: field }) => change({ field })}
        />
      )}
      others={({ filter, change, idOf }) => (
        <>
          <HiddenLabel htmlFor={idOf('field')} text="field" />
          <HiddenLabel htmlFor={idOf('operator')} text="Operator" />
          <Combobox
            id={idOf('operator')}
            width={14}
            options={OPERATORS}
            value={filter.operator}
            onChange={({ value: operator }) => change({ operator })}
          />
          <HiddenLabel htmlFor={idOf('values')} text="Values" />
          <MultiCombobox
            id={idOf('values')}
            width={40}
            createCustomValue
            placeholder="Values, or a $variable; none: all"
            options={valueOptions(filter)}
            value={textsOf(filter.values)}
            onChange={(chosen) => change({ values: chosen.map(({ value }) => value) })}
          />
        </>
      )}
    />
  );
}

/** What was typed in before stays to choose from. */
function valueOptions({ values }: Filter) {
  return textsOf(values).map((value) => ({ value, label: value }));
}
