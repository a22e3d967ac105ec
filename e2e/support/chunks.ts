import fs from 'node:fs';
import path from 'node:path';
import { type Page } from 'playwright-core';

const DIST = path.join(__dirname, '../../dist');

/** The files with code that the build creates in addition to the plugins' modules. */
export function chunkFiles(): string[] {
  return fs.readdirSync(DIST).filter((file) => file.endsWith('.js') && file !== 'module.js');
}

/** The part of webpack's runtime in a plugin's module that loads chunks. */
interface ChunkLoader {
  e(chunkId: string): Promise<unknown>;
  /** By the IDs of all chunks that the module can load. */
  sriHashes: Record<string, string>;
}

/** Where chunks of the bundle register with the runtimes of all modules in a page. */
interface ChunkWindow {
  webpackChunkeastwest_networkflow_app: { push(chunk: [[string], object, (loader: ChunkLoader) => void]): void };
}

/**
 * Makes each module of the bundle in the page load all of its chunks, as `import()` does. Fails if one of them cannot
 * be loaded.
 *
 * @param workerFiles files that only workers load
 */
export async function loadChunks(page: Page, workerFiles: readonly string[]): Promise<void> {
  const ofWorkers = workerFiles.map((file) => path.basename(file, '.js'));
  await page.evaluate(async (idsOfWorkers) => {
    const loaders: ChunkLoader[] = [];
    const chunks = (window as unknown as ChunkWindow).webpackChunkeastwest_networkflow_app;
    // A chunk without code. Every runtime calls its last function.
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
