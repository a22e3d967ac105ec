/** What goes on in a made-up Prometheus, and which alerts must fire of it. */
export interface AlertCase {
  what: string;
  /** Values in promtool's notation by series, a sample every half a minute from the start. */
  series: Record<string, string>;
  /** All alerts that fire, by minutes after the start. Nothing else may. */
  firing: Record<number, readonly Firing[]>;
  /** Whether there is no other agent that tells something all the time. */
  isAlone?: boolean;
}

export interface Firing {
  uid: string;
  /** Beside the severity. */
  labels: Record<string, string>;
  summary: string;
}

/** A pattern of samples over and over, for so many minutes. */
export function repeated(pattern: readonly string[], minutes: number): string {
  return Array.from({ length: minutes * 2 }, (_, sample) => pattern[sample % pattern.length]).join(' ');
}

export function constant(value: string, minutes: number): string {
  return repeated([value], minutes);
}

export const NOTHING: readonly Firing[] = [];
