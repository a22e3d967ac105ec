import { Combobox } from '@grafana/ui';
import React from 'react';
import {
  FILTER_FIELDS,
  type FilterField,
  FILTER_SIDES,
  type FilterSide,
  type FlowFilter,
} from '../../core/flow/filter';
import { HiddenLabel } from './fields';
import { FilterRows, OperatorAndValue } from './FilterRows';

const SIDE_LABELS: Record<FilterSide, string> = {
  either: 'Either end',
  client: 'Client',
  server: 'Server',
  both: 'Both ends',
};

const FIELD_LABELS: Partial<Record<FilterField, string>> = {
  external: 'outside the cluster',
  address: 'IP address',
  instance: 'EC2 instance',
  vpc: 'VPC',
  region: 'Region',
};

const SIDES = FILTER_SIDES.map((value) => ({ value, label: SIDE_LABELS[value] }));
const FIELDS = FILTER_FIELDS.map((value) => ({ value, label: FIELD_LABELS[value] ?? value }));
const NEW_FILTER: FlowFilter = { side: 'either', field: 'namespace', operator: '=~', value: '' };

interface Props {
  filters: readonly FlowFilter[];
  onChange: (filters: FlowFilter[]) => void;
}

/** Conditions on the ends of flows, all of which must hold. */
export function FlowFiltersEditor({ filters, onChange }: Props) {
  return (
    <FilterRows
      lead="Only flows where"
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
          <HiddenLabel htmlFor={row.idOf('side')} text="end" />
          <HiddenLabel htmlFor={row.idOf('field')} text="Field" />
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
