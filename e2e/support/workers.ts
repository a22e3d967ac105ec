import { type Page } from 'playwright-core';

/** The response of a layout worker in the page. */
interface WorkerAnswer {
  placement: { sites: Map<string, unknown> };
}

/** Records the responses of the workers that pages open from now on. */
export async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const answers: WorkerAnswer[] = [];
    const Original = window.Worker;
    class WatchedWorker extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => answers.push(data));
      }
    }
    Object.assign(window, { Worker: WatchedWorker, workerAnswers: answers });
  });
}

/** The number of positions in each response of a worker. */
export function placesByWorkers(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { workerAnswers } = window as unknown as { workerAnswers: WorkerAnswer[] };
    return workerAnswers.map(({ placement }) => placement.sites.size);
  });
}
