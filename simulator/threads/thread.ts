/**
 * Work that would block the event loop, and therefore responses to requests, runs in a thread of its own: in a file
 * that calls `runInThread`. This is the caller's side.
 */
import { Worker } from 'node:worker_threads';
import { type Outcome, type Task } from './messages';

interface Waiting<Output> {
  resolve(output: Output): void;
  reject(failure: unknown): void;
}

/** Runs tasks one after the other. Inputs, outputs and `data` are copied, so they must be plain values. */
export class Thread<Input, Output> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting<Output>>();
  private tasks = 0;
  /** The reason why no more tasks run. */
  private ending: Error | undefined;

  /** @param file absolute path of the thread's TypeScript file. The file finds `data` in `workerData`. */
  constructor(file: string, data?: unknown) {
    this.worker = new Worker(file, { workerData: data, execArgv: ['--require', require.resolve('tsx/cjs')] });
    // An idle thread does not keep the process alive.
    this.worker.unref();
    this.worker.on('message', (outcome: Outcome<Output>) => this.settle(outcome));
    this.worker.on('error', (failure) => this.fail(failure));
    this.worker.on('exit', () => {
      this.ending = new Error(`The thread of ${file} has ended.`);
      this.rejectAll(this.ending);
    });
  }

  /** Runs a task. Rejects with the task's error, or if the thread ends first. */
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

  /** Ends the thread. Pending tasks are rejected. */
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

  /** A failure of the thread while no task is pending must not go unnoticed. */
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
