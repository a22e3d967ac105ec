import { type ScopedVars } from '@grafana/data';
import { rateIntervalMs } from './step';

/** All values in ms. */
export interface MacroTimes {
  step: number;
  scrape: number;
  range: number;
}

/** Grafana's Prometheus macros as scoped variables, so that they work in every variable syntax. */
export function macros({ step, scrape, range }: MacroTimes): ScopedVars {
  const rate = rateIntervalMs(step, scrape);
  const values: Record<string, string> = {
    __interval: duration(step),
    __interval_ms: String(step),
    __rate_interval: duration(rate),
    __rate_interval_ms: String(rate),
    __range: `${Math.round(range / 1000)}s`,
    __range_s: String(Math.round(range / 1000)),
    __range_ms: String(range),
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { text: value, value }]));
}

/** Formats a duration; PromQL has units, but no fractions of them. */
function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
