import fs from 'node:fs';
import path from 'node:path';
import { type Page } from 'playwright-core';

const DIST = path.join(__dirname, '../../dist');

/** The files of code that the build made beside the plugins' modules. */
export function chunkFiles(): string[] {
  return fs.readdirSync(DIST).filter((file) => file.endsWith('.js') && file !== 'module.js');
}

/** The part of webpack's runtime in a plugin's module that loads chunks. */
interface ChunkLoader {
  e(chunkId: string): Promise<unknown>;
  /** Of all chunks that the module can load, by their IDs. */
  sriHashes: Record<string, string>;
}

/** Where chunks of the bundle announce themselves to the runtimes of all modules in a page. */
interface ChunkWindow {
  webpackChunkeastwest_networkflow_app: { push(chunk: [[string], object, (loader: ChunkLoader) => void]): void };
}

/**
 * Lets each module of the bundle that is in the page load all of its chunks, as `import()` does. Fails when one of
 * them cannot be loaded.
 *
 * @param workerFiles are loaded by workers alone
 */
export async function loadChunks(page: Page, workerFiles: readonly string[]): Promise<void> {
  const ofWorkers = workerFiles.map((file) => path.basename(file, '.js'));
  await page.evaluate(async (idsOfWorkers) => {
    const loaders: ChunkLoader[] = [];
    const chunks = (window as unknown as ChunkWindow).webpackChunkeastwest_networkflow_app;
    // A chunk without code, for which every runtime runs the last function.
    chunks.push([['probe'], {}, (loader) => loaders.push(loader)]);
    await Promise.all(
      loaders.flatMap((loader) =>
        Object.keys(loader.sriHashes)
          .filter((id) => !idsOfWorkers.includes(id))
          .map((id) => loader.e(id))
      )
    );
  }, ofWorkers);
}
