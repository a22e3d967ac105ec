import { type DataSourceInstanceSettings } from '@grafana/data';

/** Prometheus itself and Grafana's flavours of it (Amazon's, Azure's); they share one query form. */
export function isPrometheusCompatible({ type }: Pick<DataSourceInstanceSettings, 'type'>): boolean {
  return type === 'prometheus' || /^grafana-[0-9a-z]+prometheus-datasource$/.test(type);
}
