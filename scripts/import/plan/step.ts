/** What is to be done about one dashboard or one alert rule. */
export type Step =
  | { kind: 'new' }
  | { kind: 'unchanged' }
  /** Ours has changed since the last import, and nobody changed it in Grafana. */
  | { kind: 'changed'; changes: string[] }
  /** Somebody changed it in Grafana, or it was there before us: only `--overwrite` replaces it. */
  | { kind: 'edited'; why: string; theirs: string[]; changes: string[]; hasNews: boolean }
  /** Grafana lets nobody change it over its API. */
  | { kind: 'locked'; why: string };

export function isWritten({ kind }: Step, mayOverwrite: boolean): boolean {
  return kind === 'new' || kind === 'changed' || (kind === 'edited' && mayOverwrite);
}

/** Something new of ours does not get in because of it. */
export function isHeldBack(step: Step, mayOverwrite: boolean): boolean {
  return step.kind === 'locked' || (step.kind === 'edited' && step.hasNews && !mayOverwrite);
}
