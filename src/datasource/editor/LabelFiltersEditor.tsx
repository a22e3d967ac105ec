import { Combobox } from '@grafana/ui';
import React from 'react';
import { type LabelFilter } from '../../core/prometheus/matcher';
import { HiddenLabel } from './fields';
import { FilterRows, OperatorAndValue } from './FilterRows';
import { FILTERS } from './messages';

const LABELS = ['namespace', 'workload', 'pod', 'node', 'eni', 'device', 'instance_id'].map((value) => ({
  value,
  label: value,
}));
const NEW_FILTER: LabelFilter = { label: 'namespace', operator: '=~', value: '' };

interface Props {
  filters: readonly LabelFilter[];
  onChange: (filters: LabelFilter[]) => void;
}

/** The editor of filters on the labels of the agents' series and on the workloads of their pods. */
export function LabelFiltersEditor({ filters, onChange }: Props) {
  return (
    <FilterRows
      filters={filters}
      newFilter={NEW_FILTER}
      onChange={onChange}
      first={({ filter, change, idOf }) => (
        <Combobox
          id={idOf('label')}
          width={22}
          createCustomValue
          options={LABELS}
          value={filter.label}
          onChange={({ value: label }) => change({ label })}
        />
      )}
      others={(row) => (
        <>
          <HiddenLabel htmlFor={row.idOf('label')} text={FILTERS.label} />
          <OperatorAndValue {...row} />
        </>
      )}
    />
  );
}
