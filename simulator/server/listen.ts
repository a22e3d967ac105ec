/** Servers that say where they listen and close for good. */
import { createServer, type RequestListener } from 'node:http';
import { type Server } from 'node:net';

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Port 0 takes any that is free. */
export function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  // Clients such as Node's fetch fail if an idle connection is closed just as they use it, so none is closed.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  return listening(server, host, port, () => server.closeAllConnections());
}

/** @param closeConnections ends what keeps a server that takes no more connections from closing. */
export function listening(
  server: Server,
  host: string,
  port: number,
  closeConnections: () => void
): Promise<Listening> {
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
            closeConnections();
          }),
      });
    });
  });
}
