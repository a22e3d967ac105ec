import { type DataSourceInstanceSettings, type DataSourcePluginMeta, type PluginMeta, PluginType } from '@grafana/data';
import { builtInMeta, servedMeta } from '../plugins/pluginMeta';
import { type DataSourceEntry, type WorkbenchConfig } from '../model/config';
import { isPrometheus } from './refs';

/** The settings that Grafana passes to data source plugins, for each configured data source. */
export function instanceSettings(config: WorkbenchConfig): DataSourceInstanceSettings[] {
  return config.dataSources.map((entry, index) => toSettings(entry, index + 1, config.plugins));
}

function toSettings(entry: DataSourceEntry, id: number, plugins: PluginMeta[]): DataSourceInstanceSettings {
  const { uid, name, type, isDefault = false, jsonData = {} } = entry;
  return {
    id,
    uid,
    name,
    type,
    isDefault,
    jsonData,
    access: 'proxy',
    readOnly: true,
    url: `/api/datasources/proxy/uid/${uid}`,
    meta: metaOf(type, plugins),
  };
}

function metaOf(type: string, plugins: PluginMeta[]): DataSourcePluginMeta {
  const manifest = plugins.find((plugin) => plugin.id === type);
  if (manifest !== undefined) {
    return servedMeta(manifest);
  }
  const meta: DataSourcePluginMeta = builtInMeta(type, type, PluginType.datasource);
  return isPrometheus(type) ? { ...meta, name: 'Prometheus', metrics: true, annotations: true, alerting: true } : meta;
}
