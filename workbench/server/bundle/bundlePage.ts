import { build } from 'esbuild';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type GrafanaSet } from '../shared/options';
import { repositoryDir } from '../shared/paths';
import { fingerprint } from './fingerprint';
import { babelDefaults, librarySet, withoutFonts } from './librarySet';

/** The bundled page. */
export interface PageBundle {
  /** The folder of the bundled page; its entry point is `main.js`. */
  dir: string;
  /** The build time in ms; near zero if it came from the cache. */
  tookMs: number;
  cached: boolean;
  /** The size of all files in bytes. */
  bytes: number;
}

const pageDir = path.join(repositoryDir, 'workbench/page');
const cacheDir = path.join(repositoryDir, 'node_modules/.cache/workbench');
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;

/** Bundles the page with the libraries of `set`, unless the cache has the result for the same sources and libraries. */
export async function bundlePage(set: GrafanaSet): Promise<PageBundle> {
  const started = performance.now();
  const dir = path.join(cacheDir, await fingerprint([pageDir, __dirname], set));
  const cached = await exists(dir);
  if (!cached) {
    await bundleInto(set, dir);
    await forgetUnused();
  }
  return { dir, cached, tookMs: performance.now() - started, bytes: await sizeOf(dir) };
}

/** Other processes see the folder only when it is complete; if another one was faster, it has built the same. */
async function bundleInto(set: GrafanaSet, dir: string): Promise<void> {
  const unfinished = `${dir}.${process.pid}`;
  await runEsbuild(set, unfinished);
  await rename(unfinished, dir).catch(() => rm(unfinished, { recursive: true, force: true }));
}

/**
 * Every change of the sources creates another bundle of about 10 MB; those that are older than three days are removed.
 */
async function forgetUnused(): Promise<void> {
  const dirs = (await readdir(cacheDir)).map((name) => path.join(cacheDir, name));
  for (const dir of dirs) {
    const { mtimeMs } = await stat(dir);
    if (Date.now() - mtimeMs > KEPT_MS) {
      await rm(dir, { recursive: true, force: true });
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}

async function runEsbuild(set: GrafanaSet, outdir: string): Promise<void> {
  await build({
    entryPoints: { main: path.join(pageDir, 'main.tsx') },
    outdir,
    bundle: true,
    // Modules are split at dynamic imports: Monaco and others are not part of the first load.
    format: 'esm',
    splitting: true,
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    // SystemJS defines a global `define.amd`; bundled UMD libraries must not see it.
    define: { 'process.env.NODE_ENV': '"production"', define: 'undefined', global: 'globalThis' },
    // Fonts are separate files, because Grafana's content security policy does not permit others.
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'file', '.ttf': 'file' },
    plugins: [babelDefaults(set), withoutFonts, librarySet(set, pageDir)],
    logLevel: 'error',
  });
}

async function sizeOf(dir: string): Promise<number> {
  const names = await readdir(dir);
  const stats = await Promise.all(names.map((name) => stat(path.join(dir, name))));
  return stats.reduce((sum, { size }) => sum + size, 0);
}
