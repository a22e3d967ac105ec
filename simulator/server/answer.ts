/** What a request is answered with. */

export interface TextAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** `hang up`: no answer at all, as from a process that is not there. */
export type Answer = TextAnswer | 'hang up';

export function text(status: number, body: string, contentType = 'text/plain'): TextAnswer {
  return { status, contentType, body };
}

export function json(status: number, value: unknown): TextAnswer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(value, undefined, 2)}\n` };
}

export function badRequest(message: string): TextAnswer {
  return json(400, { message });
}
