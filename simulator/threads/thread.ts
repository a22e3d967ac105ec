/**
 * Work that would keep the event loop from answering requests runs in a thread of its own: in a file that calls
 * `runInThread`. This is the other side of it.
 */
import { Worker } from 'node:worker_threads';
import { type Outcome, type Task } from './messages';

interface Waiting<Output> {
  resolve(output: Output): void;
  reject(failure: unknown): void;
}

/** Runs one task after the other. Inputs, outputs and `data` are copied, so they are plain values. */
export class Thread<Input, Output> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting<Output>>();
  private tasks = 0;
  /** Why nothing runs any more. */
  private ending: Error | undefined;

  /** @param file absolute path of the thread's TypeScript file. It finds `data` in `workerData`. */
  constructor(file: string, data?: unknown) {
    this.worker = new Worker(file, { workerData: data, execArgv: ['--require', require.resolve('tsx/cjs')] });
    // A thread that has nothing to do does not keep the process alive.
    this.worker.unref();
    this.worker.on('message', (outcome: Outcome<Output>) => this.settle(outcome));
    this.worker.on('error', (failure) => this.fail(failure));
    this.worker.on('exit', () => {
      this.ending = new Error(`The thread of ${file} has ended.`);
      this.rejectAll(this.ending);
    });
  }

  /** Rejects with what the task failed with, or when the thread ends first. */
  run(input: Input): Promise<Output> {
    if (this.ending) {
      return Promise.reject(this.ending);
    }
    const task: Task<Input> = { id: ++this.tasks, input };
    return new Promise((resolve, reject) => {
      this.waiting.set(task.id, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage(task);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(outcome: Outcome<Output>): void {
    const waiting = this.waiting.get(outcome.id);
    this.waiting.delete(outcome.id);
    if (this.waiting.size === 0) {
      this.worker.unref();
    }
    if ('failure' in outcome) {
      waiting?.reject(outcome.failure);
    } else {
      waiting?.resolve(outcome.output);
    }
  }

  /** What breaks the thread while nobody waits for it must not go unnoticed. */
  private fail(failure: unknown): void {
    if (this.waiting.size === 0) {
      throw failure;
    }
    this.rejectAll(failure);
  }

  private rejectAll(failure: unknown): void {
    this.waiting.forEach(({ reject }) => reject(failure));
    this.waiting.clear();
  }
}
