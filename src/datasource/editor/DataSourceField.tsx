import { type DataSourceInstanceSettings } from '@grafana/data';
import { DataSourcePicker } from '@grafana/runtime';
import { Field } from '@grafana/ui';
import React from 'react';

interface DataSourceFieldProps {
  label: string;
  description: string;
  uid: string | undefined;
  /** Selects the data sources in the list. */
  filter: (settings: DataSourceInstanceSettings) => boolean;
  /** Whether users can clear the field. */
  isOptional?: boolean;
  disabled?: boolean | undefined;
  onChange: (uid: string | undefined) => void;
}

/** A setting for another data source that this one queries. */
export function DataSourceField(props: DataSourceFieldProps) {
  const { label, description, uid, filter, isOptional, disabled, onChange } = props;
  return (
    <Field label={label} description={description}>
      <DataSourcePicker
        noDefault
        width={60}
        disabled={disabled}
        current={uid ?? null}
        filter={filter}
        onChange={(settings: DataSourceInstanceSettings) => onChange(settings.uid)}
        onClear={isOptional ? () => onChange(undefined) : undefined}
      />
    </Field>
  );
}
