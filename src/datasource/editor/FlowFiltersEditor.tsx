import { Combobox } from '@grafana/ui';
import React from 'react';
import { FILTER_FIELDS, type FilterField, type FlowFilter } from '../../core/flow/filter';
import { choicesFrom } from './choices';
import { HiddenLabel } from './fields';
import { FilterRows, OperatorAndValue } from './FilterRows';
import { FILTER_FIELD_LABELS, FILTER_SIDES, FILTERS } from './messages';

const FIELD_LABELS: Partial<Record<FilterField, string>> = FILTER_FIELD_LABELS;
const SIDES = choicesFrom(FILTER_SIDES);
const FIELDS = FILTER_FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] ?? value }));
const NEW_FILTER: FlowFilter = { side: 'either', field: 'namespace', operator: '=~', value: '' };

interface Props {
  filters: readonly FlowFilter[];
  onChange: (filters: FlowFilter[]) => void;
}

/** The editor of filters on the ends of flows. */
export function FlowFiltersEditor({ filters, onChange }: Props) {
  return (
    <FilterRows
      filters={filters}
      newFilter={NEW_FILTER}
      onChange={onChange}
      first={({ filter, change, idOf }) => (
        <Combobox
          id={idOf('side')}
          width={16}
          options={SIDES}
          value={filter.side}
          onChange={({ value: side }) => change({ side })}
        />
      )}
      others={(row) => (
        <>
          <HiddenLabel htmlFor={row.idOf('side')} text={FILTERS.side} />
          <HiddenLabel htmlFor={row.idOf('field')} text={FILTERS.field} />
          <Combobox
            id={row.idOf('field')}
            width={22}
            options={FIELDS}
            value={row.filter.field}
            onChange={({ value: field }) => row.change({ field })}
          />
          <OperatorAndValue {...row} />
        </>
      )}
    />
  );
}
