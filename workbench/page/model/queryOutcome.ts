import { type DataFrame, type DataQueryError, type DataQueryResponse, LoadingState } from '@grafana/data';

/** What one target of a stand-in for Grafana's own data sources came to. */
export interface QueryOutcome {
  frames: DataFrame[];
  error?: DataQueryError;
}

/** Grafana's backend answers for all targets at once; a failed one does not throw but is listed. */
export function toResponse(outcomes: readonly QueryOutcome[]): DataQueryResponse {
  const data = outcomes.flatMap(({ frames }) => frames);
  const errors = outcomes.map(({ error }) => error).filter((error) => error !== undefined);
  return errors.length === 0
    ? { data, state: LoadingState.Done }
    : { data, errors, error: errors[0], state: LoadingState.Error };
}
