import { type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from '../../../simulator/flowapi/http/readBody';

/** A response that is complete. */
export interface WholeResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a request on to another server, with another path and query if given, and returns the whole response. */
export async function passOn(
  request: IncomingMessage,
  base: string,
  pathAndQuery = request.url
): Promise<WholeResponse> {
  const { method = 'GET', headers } = request;
  const body = await readBody(request);
  const type = headers['content-type'];
  const response = await fetch(`${base}${pathAndQuery}`, {
    method,
    headers: type === undefined ? {} : { 'content-type': type },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  const kept = ['content-type', 'date', 'x-amzn-errortype'].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

/** Sends a complete response. */
export function reply(response: ServerResponse, { status, headers, body }: WholeResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
