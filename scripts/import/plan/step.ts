import { type ImportFailure } from '../importFailure';

/** What is to be done about one dashboard, one alert rule or one group of them. */
export type Step =
  | { kind: 'new' }
  | { kind: 'unchanged' }
  /** Ours has changed since the last import, and nobody changed it in Grafana. */
  | { kind: 'changed'; changes: string[] }
  /** Somebody changed it in Grafana, or it was there before us: only `--overwrite` replaces it. */
  | { kind: 'edited'; why: string; theirs: string[]; changes: string[]; hasNews: boolean }
  /** An import brought it, and people deleted it: only `--overwrite` brings it back. */
  | { kind: 'deleted' }
  /** Grafana lets nobody change it over its API. */
  | { kind: 'locked'; why: string }
  /** What Grafana has of it is not known. */
  | { kind: 'failed'; failure: ImportFailure };

export function isWritten({ kind }: Step, mayOverwrite: boolean): boolean {
  return kind === 'new' || kind === 'changed' || ((kind === 'edited' || kind === 'deleted') && mayOverwrite);
}

/** Something new of ours does not get in because of it. */
export function isHeldBack(step: Step, mayOverwrite: boolean): boolean {
  return step.kind === 'locked' || (step.kind === 'edited' && step.hasNews && !mayOverwrite);
}

/** For what Grafana does not have, by whether an earlier import brought it. */
export function missingStep(wasImported: boolean): Step {
  return { kind: wasImported ? 'deleted' : 'new' };
}
