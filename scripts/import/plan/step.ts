import { type ImportFailure } from '../importFailure';

/** What an import does about one dashboard, one alert rule, or one group of rules. */
export type Step =
  | { kind: 'new' }
  | { kind: 'unchanged' }
  /** Eastwest has an update for it, and it was not changed in Grafana since the last import. */
  | { kind: 'changed'; changes: string[] }
  /** It was changed in Grafana, or was not imported by Eastwest: only `--overwrite` replaces it. */
  | { kind: 'edited'; why: string; theirs: string[]; changes: string[]; hasNews: boolean }
  /** It was imported and then deleted in Grafana: only `--overwrite` restores it. */
  | { kind: 'deleted' }
  /** It cannot be changed with Grafana's API. */
  | { kind: 'locked'; why: string }
  /** Its state in Grafana is unknown. */
  | { kind: 'failed'; failure: ImportFailure };

export function isWritten({ kind }: Step, mayOverwrite: boolean): boolean {
  return kind === 'new' || kind === 'changed' || ((kind === 'edited' || kind === 'deleted') && mayOverwrite);
}

/** Whether it prevents an update from being imported. */
export function isHeldBack(step: Step, mayOverwrite: boolean): boolean {
  return step.kind === 'locked' || (step.kind === 'edited' && step.hasNews && !mayOverwrite);
}

/** The step for an object that does not exist in Grafana. */
export function missingStep(wasImported: boolean): Step {
  return { kind: wasImported ? 'deleted' : 'new' };
}
