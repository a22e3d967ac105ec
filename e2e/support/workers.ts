import { type Page } from 'playwright-core';

/** What a layout worker of the page answered. */
interface WorkerAnswer {
  placement: { sites: Map<string, unknown> };
}

/** Records what the workers of pages answer that are opened from now on. */
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

/** How many sites each answer of a worker has a place for. */
export function placesByWorkers(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { workerAnswers } = window as unknown as { workerAnswers: WorkerAnswer[] };
    return workerAnswers.map(({ placement }) => placement.sites.size);
  });
}
