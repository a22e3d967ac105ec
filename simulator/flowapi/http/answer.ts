/** What goes back over the wire, before any fault spoils it. */
import { type ApiErrorFacts } from '../model/apiError';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** Some AWS front ends put the model's namespace after the code; clients must cut it off. */
const NAMESPACE_SUFFIX = ':http://internal.amazon.com/coral/com.amazon.coral.validate/';

export function errorAnswer({ status, errorType, message, fromAuthLayer = false }: ApiErrorFacts): Answer {
  const suffix = errorType === 'ValidationException' ? NAMESPACE_SUFFIX : '';
  return jsonAnswer(status, fromAuthLayer ? { Message: message } : { message }, {
    'x-amzn-ErrorType': `${errorType}${suffix}`,
  });
}

/** As Smithy's rest-json servers answer a path of no operation. */
export function unknownOperationAnswer(): Answer {
  return jsonAnswer(404, {}, { 'x-amzn-ErrorType': 'UnknownOperationException' });
}

/** As Smithy's rest-json servers answer a known path with a method of no operation. */
export function wrongMethodAnswer(): Answer {
  return { status: 405, headers: {}, body: '' };
}
