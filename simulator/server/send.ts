import { type ServerResponse } from 'node:http';
import { type Answer } from './answer';

/** Sends a response, closes the connection (`hang up`), or leaves it open (`no answer`). */
export function send(response: ServerResponse, reply: Answer): void {
  switch (reply) {
    case 'hang up':
      response.socket?.destroy();
      return;
    case 'no answer':
      return;
    default:
      response.writeHead(reply.status, {
        'content-type': reply.contentType,
        'content-length': Buffer.byteLength(reply.body),
      });
      response.end(reply.body);
  }
}
