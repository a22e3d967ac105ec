/** HTTP servers that report their address and can be closed completely. */
import { createServer, type RequestListener } from 'node:http';
import { type Server } from 'node:net';

/** A server that listens. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Starts a server. Port 0 selects any free port. */
export function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  // Clients such as Node.js' fetch fail if an idle connection is closed just when they use it, so none is closed.
  const server = createServer({ keepAliveTimeout: 0 }, listener);
  return listening(server, host, port, () => server.closeAllConnections());
}

/**
 * Resolves when the server listens.
 * @param closeConnections closes the connections that would keep the server from closing.
 */
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
