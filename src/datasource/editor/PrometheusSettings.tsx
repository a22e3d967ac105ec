import { Field, FieldSet, Input, Switch } from '@grafana/ui';
import React from 'react';
import { isPrometheusCompatible } from '../prometheus/prometheusCompatible';
import { DataSourceField } from './DataSourceField';
import { SETTINGS } from './messages';
import { type InputEvent, type SettingsProps, trimmedText } from './settingsProps';

/** The settings of the Prometheus data source with the agents' metrics, and of what it contains. */
export function PrometheusSettings({ settings, disabled, onChange }: SettingsProps) {
  const { placeholder, ...clusterLabel } = SETTINGS.clusterLabel;
  return (
    <FieldSet {...SETTINGS.prometheus}>
      <DataSourceField
        {...SETTINGS.prometheusDataSource}
        disabled={disabled}
        uid={settings.prometheusUid}
        filter={isPrometheusCompatible}
        onChange={(prometheusUid) => onChange({ prometheusUid })}
      />
      <Field {...SETTINGS.kubeStateMetrics}>
        <Switch
          id="kube-state-metrics"
          disabled={disabled}
          value={settings.hasKubeStateMetrics ?? true}
          onChange={(event) => onChange({ hasKubeStateMetrics: event.currentTarget.checked })}
        />
      </Field>
      <Field {...clusterLabel}>
        <Input
          id="cluster-label"
          width={20}
          disabled={disabled}
          placeholder={placeholder}
          value={settings.clusterLabel ?? ''}
          onChange={(event: InputEvent) => onChange({ clusterLabel: trimmedText(event) || undefined })}
        />
      </Field>
    </FieldSet>
  );
}
