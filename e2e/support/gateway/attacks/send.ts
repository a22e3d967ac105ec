import net from 'node:net';
import { type Attack } from './attack';

/** Sends an attack over its own connection, and returns all that is received until the server closes the connection. */
export function send({ text }: Attack, url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), hostname, () => socket.write(text(pathname.replace(/\/$/, '')), 'latin1'));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (received += part));
    // A server can reset a connection instead of reading the rest of a request.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(received));
  });
}
