/** The HTTP server around the routes. */
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type Answer, text } from './answer';
import { answer, type SimulatorParts } from './routes';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, reply: Answer): void {
  if (reply === 'hang up') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(reply.status, {
    'Content-Type': reply.contentType,
    'Content-Length': Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
}

/** `flowApiControl` answers below /control/flow-api. */
export function createListener(parts: SimulatorParts, flowApiControl: RequestListener): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
    if (url.pathname === '/control/flow-api') {
      flowApiControl(request, response);
      return;
    }
    bodyOf(request)
      .then((body) => send(response, answer(parts, { method: request.method ?? 'GET', url, body })))
      .catch((error: unknown) => send(response, text(500, String(error))));
  };
}
