import { type DataQueryResponse, LoadingState } from '@grafana/data';

/** A failure as Grafana shows it on the panel: the message, and no data. */
export function errorResponse(failure: unknown, refId: string): DataQueryResponse {
  const message = failure instanceof Error ? failure.message : String(failure);
  return { data: [], key: refId, state: LoadingState.Error, errors: [{ refId, message }] };
}
