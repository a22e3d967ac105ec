/** A thread for tests that divides its data by the input. */
import { workerData } from 'node:worker_threads';
import { runInThread } from '../runInThread';

runInThread(async ({ by, afterTurns = 0 }: { by: number; afterTurns?: number }) => {
  for (let turn = 0; turn < afterTurns; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (by === 0) {
    throw new RangeError('Nothing can be divided by 0.');
  }
  return Number(workerData) / by;
});
