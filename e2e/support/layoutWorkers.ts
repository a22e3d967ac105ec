import { type Page } from 'playwright-core';
import { type WorkerResponse } from '../../src/flowgraph/worker/protocol';

/** Records the responses of the workers that pages open from now on. */
export async function recordWorkerResponses(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const responses: WorkerResponse[] = [];
    const Original = window.Worker;
    class WatchedWorker extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent<WorkerResponse>) => responses.push(data));
      }
    }
    Object.assign(window, { Worker: WatchedWorker, workerResponses: responses });
  });
}

/** The number of positions in each response of a worker. */
export function positionCounts(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { workerResponses } = window as unknown as { workerResponses: WorkerResponse[] };
    return workerResponses.map(({ positions }) => positions.nodes.size);
  });
}
