import { displayable, MAX_MESSAGE_LENGTH } from '../../core/displayable';
import { type DataQueryError, type DataQueryResponse } from '@grafana/data';

/** The error in a response of another data source. With a refId, only the error of that query. */
export function failureOf(response: DataQueryResponse, refId?: string): DataQueryError | undefined {
  const { errors } = response;
  if (errors?.length) {
    return refId === undefined ? errors[0] : errors.find((error) => (error.refId ?? refId) === refId);
  }
  // Responses with an HTTP error have it in the deprecated member only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return response.error;
}

/** The message of a failed request or of an error in a response, if it has one, in a form that is safe to display. */
export function failureMessage(failure: unknown): string | undefined {
  const message = messageOf(failure);
  return message && displayable(message, MAX_MESSAGE_LENGTH);
}

function messageOf(failure: unknown): string | undefined {
  if (failure instanceof Error) {
    return failure.message;
  }
  const error: DataQueryError | undefined = typeof failure === 'object' && failure !== null ? failure : undefined;
  return error?.message ?? error?.data?.message;
}
