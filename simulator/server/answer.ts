/** A response with a text body. */

export interface TextAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** `hang up` closes the connection, as if there were no process. `no answer` keeps it open without a response. */
export type Answer = TextAnswer | 'hang up' | 'no answer';

/** A plain text response. */
export function text(status: number, body: string, contentType = 'text/plain'): TextAnswer {
  return { status, contentType, body };
}

/** A JSON response. */
export function json(status: number, value: unknown): TextAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** An error response with status 400 and the message as JSON. */
export function badRequest(message: string): TextAnswer {
  return json(400, { message });
}
