import {
  type DataSourcePluginOptionsEditorProps,
  onUpdateDatasourceSecureJsonDataOption,
  updateDatasourcePluginResetOption,
} from '@grafana/data';
import { Field, SecretInput } from '@grafana/ui';
import React from 'react';
import { type FlowDataSourceOptions, type FlowDataSourceSecrets } from '../settings/options';
import { SETTINGS } from './messages';

/** The token of the gateway. A saved token is not shown and can only be replaced. */
export function ClientTokenField(
  props: DataSourcePluginOptionsEditorProps<FlowDataSourceOptions, FlowDataSourceSecrets>
) {
  const { options } = props;
  return (
    <Field {...SETTINGS.clientToken}>
      <SecretInput
        id="client-token"
        width={60}
        disabled={options.readOnly}
        isConfigured={options.secureJsonFields.clientToken === true}
        value={options.secureJsonData?.clientToken ?? ''}
        onChange={onUpdateDatasourceSecureJsonDataOption(props, 'clientToken')}
        onReset={() => updateDatasourcePluginResetOption(props, 'clientToken')}
      />
    </Field>
  );
}
