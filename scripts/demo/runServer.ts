import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { didNotStart } from './messages';
import { untilReady } from './untilReady';

export interface ServerCommand {
  /** For messages: "Prometheus". */
  name: string;
  command: string;
  args: string[];
  environment?: Record<string, string>;
  /** A URL that responds with success when the server is ready. */
  readyUrl: string;
}

/** Number of characters of a server's output that are kept, to explain why it did not start. */
const MAX_OUTPUT = 4_000;

/**
 * Starts a server and waits until it is ready.
 *
 * @returns a function that stops the process and waits until it has ended
 */
export async function runServer(server: ServerCommand): Promise<() => Promise<void>> {
  const { name, command, args, environment, readyUrl } = server;
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-MAX_OUTPUT));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('exit', () => resolve(output.trim()));
  });
  const failed = ended.then((why) => {
    throw new Error(didNotStart(name, why));
  });
  // When the server is ready, its end is not a failure, and this promise has no other handler.
  failed.catch(() => undefined);
  await Promise.race([untilReady(readyUrl), failed]);
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  };
}
