/** A response before any fault is applied. */
import { type ApiErrorFacts } from '../model/apiError';

/** An HTTP response. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A response with a JSON body. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** Some AWS front ends append the model's namespace to the error code; clients must remove it. */
const NAMESPACE_SUFFIX = ':http://internal.amazon.com/coral/com.amazon.coral.validate/';

/** An error response as the service sends it: the type in a header, the message in the body. */
export function errorAnswer({ status, errorType, message, fromAuthLayer = false }: ApiErrorFacts): Answer {
  const suffix = errorType === 'ValidationException' ? NAMESPACE_SUFFIX : '';
  return jsonAnswer(status, fromAuthLayer ? { Message: message } : { message }, {
    'x-amzn-ErrorType': `${errorType}${suffix}`,
  });
}

/** The response of Smithy's rest-json servers to an unknown path. */
export function unknownOperationAnswer(): Answer {
  return jsonAnswer(404, {}, { 'x-amzn-ErrorType': 'UnknownOperationException' });
}

/** The response of Smithy's rest-json servers to a known path with the wrong method. */
export function wrongMethodAnswer(): Answer {
  return { status: 405, headers: {}, body: '' };
}
