import http from 'node:http';
import https from 'node:https';
import { Observable } from 'rxjs';
import { type FlowApiAnswer, type FlowApiTransport, TransportFailure } from '../src/flowapi/transport';

/**
 * Sends flow API requests without Grafana: over HTTP, or HTTPS if the address says so. Each request has a connection of its
 * own and no time limit, so that a busy machine breaks none.
 */
export function httpTransport(baseUrl: string, headers: Readonly<Record<string, string>> = {}): FlowApiTransport {
  const { request: send } = baseUrl.startsWith('https:') ? https : http;
  return ({ method, path, parameters = {}, body }) => {
    const query = new URLSearchParams(parameters).toString();
    const url = `${baseUrl}${path}${query && `?${query}`}`;
    return new Observable((subscriber) => {
      const request = send(url, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', (failure) => subscriber.error(failure));
        response.on('end', () => {
          try {
            subscriber.next(answerOf(response, Buffer.concat(chunks).toString()));
            subscriber.complete();
          } catch (failure) {
            subscriber.error(failure);
          }
        });
      });
      request.on('error', (failure) => subscriber.error(failure));
      request.end(body === undefined ? undefined : JSON.stringify(body));
      return () => request.destroy();
    });
  };
}

function answerOf({ statusCode = 0, headers }: http.IncomingMessage, text: string): FlowApiAnswer {
  if (statusCode < 200 || statusCode >= 300) {
    const message = text.match(/"[mM]essage":"([^"]*)"/)?.[1] ?? '';
    throw new TransportFailure(statusCode, message);
  }
  const serverTimeMs = Date.parse(headers.date ?? '');
  return { body: parsed(text), ...(!Number.isNaN(serverTimeMs) && { serverTimeMs }) };
}

/** Returns text that is not JSON unchanged, as Grafana's own client does. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
