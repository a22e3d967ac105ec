import { type DataSourceInstanceSettings } from '@grafana/data';

/** The plugins for Prometheus, its Amazon and Azure variants, and VictoriaMetrics. Their queries have the same form. */
const PLUGINS = /^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$/;

/** Whether a data source can answer Prometheus queries. */
export function isPrometheusCompatible({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return PLUGINS.test(type);
}

/** Whether a data source uses the VictoriaMetrics plugin. */
export function isVictoriaMetrics({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return type === 'victoriametrics-metrics-datasource';
}
