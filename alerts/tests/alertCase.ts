/** Series in a simulated Prometheus, and the alerts that must fire for them. */
export interface AlertCase {
  what: string;
  /** Values in promtool's notation by series, with a sample every 30 seconds. */
  series: Record<string, string>;
  /** All alerts that fire, by minutes after the start. No other alerts may fire. */
  firing: Record<number, readonly Firing[]>;
  /** Whether no other agent reports data during the whole test. */
  isAlone?: boolean;
}

export interface Firing {
  uid: string;
  /** All labels except the severity. */
  labels: Record<string, string>;
  summary: string;
}

/** A pattern of samples, repeated for a number of minutes. */
export function repeated(pattern: readonly string[], minutes: number): string {
  return Array.from({ length: minutes * 2 }, (_, sample) => pattern[sample % pattern.length]).join(' ');
}

export function constant(value: string, minutes: number): string {
  return repeated([value], minutes);
}

export const NOTHING: readonly Firing[] = [];
