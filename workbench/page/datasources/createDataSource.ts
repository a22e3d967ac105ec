import { type DataSourceApi, type DataSourceInstanceSettings, type DataSourcePlugin } from '@grafana/data';
import { CloudWatchDataSource } from '../cloudwatch/CloudWatchDataSource';
import { loadPlugin } from '../plugins/loadPlugin';
import { PrometheusDataSource } from '../prometheus/PrometheusDataSource';
import { isPrometheus } from './refs';

/**
 * Creates a data source of the built bundle, or the replacement of one of Grafana's own. Rejects for types that the
 * workbench does not have.
 */
export async function createDataSource(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  if (isPrometheus(settings.type)) {
    return Object.assign(new PrometheusDataSource(settings), { meta: settings.meta });
  }
  if (settings.type === 'cloudwatch') {
    return Object.assign(new CloudWatchDataSource(settings), { meta: settings.meta });
  }
  if (settings.meta.module.startsWith('core:')) {
    throw new Error(`The workbench has no data source of type "${settings.type}".`);
  }
  const plugin = await loadPlugin<DataSourcePlugin<DataSourceApi>>(settings.meta);
  const dataSource = new plugin.DataSourceClass(settings);
  return Object.assign(dataSource, { meta: settings.meta, components: plugin.components });
}
