import { type DataSourceRef } from '@grafana/data';

/** The pseudo data source that repeats another panel's result. */
export const DASHBOARD_UID = '-- Dashboard --';
/** The pseudo data source of panels whose queries each name their own. */
export const MIXED_UID = '-- Mixed --';

export type RefLike = DataSourceRef | string | null | undefined;

/** The uid, or name, that a reference means; empty for "the default one". */
export function uidOf(ref: RefLike): string {
  const uid = typeof ref === 'string' ? ref : ref?.uid;
  return uid === undefined || uid === 'default' ? '' : uid;
}

/** Prometheus itself and the plugins that speak its API: Amazon's, Azure's, VictoriaMetrics'. */
export function isPrometheus(type: string): boolean {
  return /^(prometheus|grafana-[0-9a-z]+prometheus-datasource|victoriametrics-metrics-datasource)$/.test(type);
}

/** Whether a data source of type `actual` is meant by `wanted`; "prometheus" means its flavours too. */
export function typeMatches(actual: string, wanted: string): boolean {
  return actual === wanted || (wanted === 'prometheus' && isPrometheus(actual));
}
