/** Servers that say where they listen and close for good. */
import { createServer, type RequestListener } from 'node:http';

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Port 0 takes any that is free. */
export function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  // Clients such as Node's fetch fail if an idle connection is closed just as they use it, so none is closed.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const actualPort = typeof address === 'object' && address ? address.port : port;
      resolve({
        url: `http://${host}:${actualPort}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
