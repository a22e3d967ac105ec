import { Combobox, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { PATH_FILTER_FIELDS, PATH_FILTER_LABELS } from '../../core/paths/pathFilter';
import { type SavedPathsQuery } from '../../core/query/pathsQuery';
import { textsOf } from '../../core/query/untrusted';
import { choicesFrom } from './choices';
import { HiddenLabel } from './fields';
import { FilterRows } from './FilterRows';
import { FILTERS, PATH_OPERATORS } from './messages';

type Filter = NonNullable<SavedPathsQuery['filters']>[number];

interface Props {
  filters: readonly Filter[];
  onChange: (filters: Filter[]) => void;
}

const FIELDS = PATH_FILTER_FIELDS.map((value) => ({ value, label: PATH_FILTER_LABELS[value] }));
const OPERATORS = choicesFrom(PATH_OPERATORS);
const NEW_FILTER: Filter = { field: 'local_az_id', operator: 'IN', values: [] };

/** The editor of filters on network paths. The API validates them; its documentation does not list their values. */
export function PathFiltersEditor({ filters, onChange }: Props) {
  return (
    <FilterRows
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
          <HiddenLabel htmlFor={idOf('field')} text={FILTERS.field} />
          <HiddenLabel htmlFor={idOf('operator')} text={FILTERS.operator} />
          <Combobox
            id={idOf('operator')}
            width={14}
            options={OPERATORS}
            value={filter.operator}
            onChange={({ value: operator }) => change({ operator })}
          />
          <HiddenLabel htmlFor={idOf('values')} text={FILTERS.values} />
          <MultiCombobox
            id={idOf('values')}
            width={40}
            createCustomValue
            placeholder={FILTERS.valuesPlaceholder}
            options={valueOptions(filter)}
            value={textsOf(filter.values)}
            onChange={(selected) => change({ values: selected.map(({ value }) => value) })}
          />
        </>
      )}
    />
  );
}

/** The values that were entered before. */
function valueOptions({ values }: Filter) {
  return textsOf(values).map((value) => ({ value, label: value }));
}
