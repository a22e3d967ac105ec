import { once } from 'node:events';
import net from 'node:net';
import { NO_FREE_PORT } from './messages';

/** A free port on the loopback address. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error(NO_FREE_PORT);
  }
  return address.port;
}
