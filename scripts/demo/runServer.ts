import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilReady } from './untilReady';

export interface ServerCommand {
  /** For messages: "Prometheus". */
  name: string;
  command: string;
  args: string[];
  environment?: Record<string, string>;
  /** Answers with success once the server is ready. */
  readyUrl: string;
}

/** How much of what a server says is kept, to explain why it did not start. */
const MAX_OUTPUT = 4_000;

/**
 * Starts a server and waits until it is ready.
 *
 * @returns ends the process and waits until it has ended.
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
    throw new Error(`${name} did not start: ${why}`);
  });
  // Once it is ready its end is no failure any more, and nobody listens to this promise.
  failed.catch(() => undefined);
  await Promise.race([untilReady(readyUrl), failed]);
  return async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  };
}
