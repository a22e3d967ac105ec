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

/** What a failed request or an answer's failure says, if anything. */
export function failureMessage(failure: unknown): string | undefined {
  if (failure instanceof Error) {
    return failure.message;
  }
  const error: DataQueryError | undefined = typeof failure === 'object' && failure !== null ? failure : undefined;
  return error?.message ?? error?.data?.message;
}
