import http, { type RequestListener } from 'node:http';

/** A running test server. */
export interface LoopbackServer {
  url: string;
  close(): Promise<void>;
}

/** Starts a server on a free loopback port. */
export async function listenOnLoopback(listener: RequestListener): Promise<LoopbackServer> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
