/** The request handler of the main HTTP server. */
import { type IncomingMessage, type RequestListener } from 'node:http';
import { text } from './answer';
import { answer, type SimulatorParts } from './routes';
import { send } from './send';

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Creates the handler. `flowApiControl` answers below /control/flow-api. */
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
