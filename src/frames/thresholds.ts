import { type ThresholdsConfig, ThresholdsMode } from '@grafana/data';

/** Grafana's default is one red step at 80, which is not a meaningful limit here. */
const GRAFANA_DEFAULT_LIMIT = 80;

export interface Limit {
  from: number;
  /** A color as in Grafana: "red", "#f2495c". */
  color: string;
}

/**
 * The limits that the user set, ascending; empty by default. Percentage thresholds are ignored: they refer to a range
 * that sums exceed.
 */
export function limitsIn(thresholds: ThresholdsConfig | undefined): Limit[] {
  // The first step starts at -Infinity, which JSON turns into null.
  const steps = (thresholds?.steps ?? []).filter(({ value }) => Number.isFinite(value));
  const isDefault = steps.length === 1 && steps[0]?.value === GRAFANA_DEFAULT_LIMIT;
  return thresholds?.mode !== ThresholdsMode.Absolute || isDefault
    ? []
    : steps.map(({ value, color }) => ({ from: value, color })).sort((a, b) => a.from - b.from);
}
