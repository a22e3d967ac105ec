import { type DataQueryError, type DataQueryResponse } from '@grafana/data';

/** What the answer of another data source says went wrong; with a refId, only what concerns that query. */
export function failureOf(response: DataQueryResponse, refId?: string): DataQueryError | undefined {
  const { errors } = response;
  if (errors?.length) {
    return refId === undefined ? errors[0] : errors.find((one) => (one.refId ?? refId) === refId);
  }
  // Answers other than 200 reach us in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return response.error;
}
