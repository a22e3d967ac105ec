import { type DataSourceRef } from '@grafana/data';

/** The pseudo data source that reuses another panel's result. */
export const DASHBOARD_UID = '-- Dashboard --';
/** The pseudo data source of panels with queries for several data sources. */
export const MIXED_UID = '-- Mixed --';

/** A reference to a data source in any of its saved forms. */
export type RefLike = DataSourceRef | string | null | undefined;

/** The UID or name in a reference; empty for the default data source. */
export function uidOf(ref: RefLike): string {
  const uid = typeof ref === 'string' ? ref : ref?.uid;
  return uid === undefined || uid === 'default' ? '' : uid;
}

/** Whether a type is Prometheus or a plugin with the same API: those of Amazon, Azure and VictoriaMetrics. */
export function isPrometheus(type: string): boolean {
  return /^(prometheus|grafana-[0-9a-z]+prometheus-datasource|victoriametrics-metrics-datasource)$/.test(type);
}

/** Whether a data source of type `actual` matches `wanted`; "prometheus" includes its variants. */
export function typeMatches(actual: string, wanted: string): boolean {
  return actual === wanted || (wanted === 'prometheus' && isPrometheus(actual));
}
