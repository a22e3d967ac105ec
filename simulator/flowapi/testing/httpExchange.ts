/** One HTTP request and its complete response, without any interpretation in between. */
import http from 'node:http';

/** A request to send. */
export interface HttpRequest {
  method?: string;
  /** Path and query string, encoded. */
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

/** A received response. */
export interface HttpAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** Sends a request to a local port. Rejects if the connection closes before the response is complete. */
export function exchange(port: number, { method = 'GET', path, body, headers }: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() })
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
