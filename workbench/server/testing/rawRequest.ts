import http from 'node:http';

/** A response with its body as text. */
export interface RawAnswer {
  status: number;
  body: string;
  headers: http.IncomingHttpHeaders;
}

/** Sends a path exactly as written; `fetch` would resolve its dots. */
export function rawRequest(base: string, path: string, method = 'GET', body?: string): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), headers: response.headers })
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
