import { type DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { FieldSet } from '@grafana/ui';
import React from 'react';
import { KUBERNETES_EVENTS } from '../../core/events/kubernetesEvents';
import { podUrlProblem } from '../../core/kubernetes/podUrl';
import { INFINITY_ID } from '../../common/pluginIds';
import { type FlowDataSourceOptions, type FlowDataSourceSecrets } from '../settings/options';
import { ClientTokenField } from './ClientTokenField';
import { DataSourceField } from './DataSourceField';
import { FlowApiSettings } from './FlowApiSettings';
import { SETTINGS } from './messages';
import { NamedNetworksField } from './NamedNetworksField';
import { PricesField } from './PricesField';
import { PrometheusSettings } from './PrometheusSettings';
import { TextField } from './TextField';

/** The settings of the data source: where flows and metrics come from, and how flows are shown. */
export function ConfigEditor({
  options,
  onOptionsChange,
}: DataSourcePluginOptionsEditorProps<FlowDataSourceOptions, FlowDataSourceSecrets>) {
  const { jsonData: settings, readOnly: disabled } = options;
  const onChange = (change: Partial<FlowDataSourceOptions>) =>
    onOptionsChange({ ...options, jsonData: { ...settings, ...change } });
  const section = { settings, disabled, onChange };
  return (
    <>
      <FlowApiSettings {...section}>
        <ClientTokenField options={options} onOptionsChange={onOptionsChange} />
        <DataSourceField
          {...SETTINGS.infinityDataSource}
          isOptional
          disabled={disabled}
          uid={settings.infinityUid}
          filter={({ type }) => type === INFINITY_ID}
          onChange={(infinityUid) => onChange({ infinityUid })}
        />
      </FlowApiSettings>
      <PrometheusSettings {...section} />
      <FieldSet {...SETTINGS.cloudWatch}>
        <DataSourceField
          {...SETTINGS.cloudWatchDataSource}
          isOptional
          disabled={disabled}
          uid={settings.cloudWatchUid}
          filter={({ type }) => type === 'cloudwatch'}
          onChange={(cloudWatchUid) => onChange({ cloudWatchUid })}
        />
      </FieldSet>
      <FieldSet {...SETTINGS.kubernetesEvents}>
        <DataSourceField
          {...SETTINGS.lokiDataSource}
          isOptional
          disabled={disabled}
          uid={settings.lokiUid}
          filter={({ type }) => type === 'loki'}
          onChange={(lokiUid) => onChange({ lokiUid })}
        />
        <TextField
          {...SETTINGS.eventsSelector}
          id="events-selector"
          placeholder={KUBERNETES_EVENTS}
          disabled={disabled}
          text={settings.eventsSelector}
          onChange={(eventsSelector) => onChange({ eventsSelector })}
        />
      </FieldSet>
      <FieldSet {...SETTINGS.displayOfFlows}>
        <NamedNetworksField
          disabled={disabled}
          networks={settings.namedNetworks ?? []}
          onChange={(namedNetworks) => onChange({ namedNetworks })}
        />
        <TextField
          {...SETTINGS.podUrl}
          id="pod-url"
          disabled={disabled}
          text={settings.podUrl}
          problem={podUrlProblem(settings.podUrl)}
          onChange={(podUrl) => onChange({ podUrl })}
        />
        <PricesField disabled={disabled} prices={settings.prices ?? {}} onChange={(prices) => onChange({ prices })} />
      </FieldSet>
    </>
  );
}
