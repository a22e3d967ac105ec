import { type ThresholdsConfig, ThresholdsMode } from '@grafana/data';

/** Grafana's own default: one red step from 80 on, which is a limit of nothing here. */
const GRAFANA_DEFAULT_LIMIT = 80;

export interface Limit {
  from: number;
  /** As Grafana names it: "red", "#f2495c". */
  color: string;
}

/**
 * The limits that somebody set, ascending; none where nobody did. Thresholds in percent are of a range that
 * sums leave: they limit nothing.
 */
export function limitsIn(thresholds: ThresholdsConfig | undefined): Limit[] {
  // The first step begins at -Infinity, which JSON turns to null.
  const steps = (thresholds?.steps ?? []).filter(({ value }) => Number.isFinite(value));
  const isDefault = steps.length === 1 && steps[0]?.value === GRAFANA_DEFAULT_LIMIT;
  return thresholds?.mode !== ThresholdsMode.Absolute || isDefault
    ? []
    : steps.map(({ value, color }) => ({ from: value, color })).sort((a, b) => a.from - b.from);
}
