import { type DataSourceInstanceSettings } from '@grafana/data';

/** Prometheus itself, Amazon's and Azure's forms of it, and VictoriaMetrics' data source; they share one query form. */
const PLUGINS = /^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$/;

/** Whether a data source can answer Prometheus queries. */
export function isPrometheusCompatible({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return PLUGINS.test(type);
}

export function isVictoriaMetrics({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return type === 'victoriametrics-metrics-datasource';
}
