import { type DataQueryResponse, LoadingState } from '@grafana/data';

/** A problem as Grafana shows it on the panel: the message, and no data. */
export function problemResponse(message: string, refId: string): DataQueryResponse {
  return { data: [], key: refId, state: LoadingState.Error, errors: [{ refId, message }] };
}

/** A failure as Grafana shows it on the panel: its message, and no data. */
export function errorResponse(failure: unknown, refId: string): DataQueryResponse {
  return problemResponse(failure instanceof Error ? failure.message : String(failure), refId);
}
