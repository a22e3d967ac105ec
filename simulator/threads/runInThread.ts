/** The side of `Thread` that runs in the thread. */
import { parentPort } from 'node:worker_threads';
import { type Outcome, type Task } from './messages';

/** Makes this thread run tasks one after the other. */
export function runInThread<Input, Output>(run: (input: Input) => Output | Promise<Output>): void {
  let previous: Promise<void> = Promise.resolve();
  parentPort?.on('message', ({ id, input }: Task<Input>) => {
    previous = previous.then(async () => parentPort?.postMessage(await applyFault(id, () => run(input))));
  });
}

async function applyFault<Output>(id: number, run: () => Output | Promise<Output>): Promise<Outcome<Output>> {
  try {
    return { id, output: await run() };
  } catch (failure) {
    return { id, failure };
  }
}
