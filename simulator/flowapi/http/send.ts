import { type ServerResponse } from 'node:http';
import { type Answer } from './answer';

/** Sends a response with the length of its body in bytes. */
export function send({ status, headers, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
