import { type DataFrame, type DataQueryError, type DataQueryResponse, LoadingState } from '@grafana/data';

/** The result of one target of a replacement for one of Grafana's own data sources. */
export interface QueryOutcome {
  frames: DataFrame[];
  error?: DataQueryError;
}

/**
 * Combines the results of all targets as Grafana's backend does: a failed one is listed and does not fail the others.
 */
export function toResponse(outcomes: readonly QueryOutcome[]): DataQueryResponse {
  const data = outcomes.flatMap(({ frames }) => frames);
  const errors = outcomes.map(({ error }) => error).filter((error) => error !== undefined);
  return errors.length === 0
    ? { data, state: LoadingState.Done }
    : { data, errors, error: errors[0], state: LoadingState.Error };
}
