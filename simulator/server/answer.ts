/** What a request is answered with. */

export interface TextAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** `hang up`: the connection breaks, as with a process that is not there. `no answer`: it stays, and nothing comes. */
export type Answer = TextAnswer | 'hang up' | 'no answer';

export function text(status: number, body: string, contentType = 'text/plain'): TextAnswer {
  return { status, contentType, body };
}

export function json(status: number, value: unknown): TextAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(value, undefined, 2)}\n` };
}

export function badRequest(message: string): TextAnswer {
  return json(400, { message });
}
