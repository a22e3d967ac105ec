import http, { type IncomingHttpHeaders, type RequestListener } from 'node:http';
import https from 'node:https';
import { listening } from '../../../simulator/server/listen';

/** A request that reached the API, with the response to it. */
export interface RecordedRequest {
  method: string;
  /** Path and query string, as received. */
  url: string;
  headers: IncomingHttpHeaders;
  /** Undefined until the API has responded. */
  status?: number;
  /** The type of the error in the response; empty if there is none. */
  errorType?: string;
}

export interface Recorder {
  url: string;
  /** The requests since the last call of `clear`. */
  requests: readonly RecordedRequest[];
  /** The number of requests that were not valid HTTP. */
  malformed(): number;
  clear(): void;
  close(): Promise<void>;
}

/**
 * Serves a handler on a port of its own, and records all requests.
 *
 * @param tls the settings of HTTPS; without them, the server uses HTTP
 */
export async function record(handler: RequestListener, tls?: https.ServerOptions): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  let malformed = 0;
  const listener: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    const recorded: RecordedRequest = { method, url, headers };
    requests.push(recorded);
    response.on('finish', () => {
      recorded.status = response.statusCode;
      recorded.errorType = String(response.getHeader('x-amzn-ErrorType') ?? '').replace(/:.*/, '');
    });
    handler(request, response);
  };
  const options = { keepAliveTimeout: 0 };
  const server =
    tls === undefined ? http.createServer(options, listener) : https.createServer({ ...options, ...tls }, listener);
  server.on('clientError', (_error, socket) => {
    malformed++;
    socket.destroy();
  });
  const { url, close } = await listening(server, '127.0.0.1', 0, () => server.closeAllConnections());
  // Certificates are for host names.
  const ownUrl = tls === undefined ? url : `https://localhost:${new URL(url).port}`;
  return { url: ownUrl, requests, malformed: () => malformed, clear: () => requests.splice(0), close };
}
