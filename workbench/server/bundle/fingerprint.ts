import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { version as esbuildVersion } from 'esbuild';
import { type GrafanaSet } from '../shared/options';
import { grafanaVersion } from './grafanaVersion';

/** The cache key of a bundle: a hash of the sources and the version of the libraries. */
export async function fingerprint(sourceDirs: string[], set: GrafanaSet): Promise<string> {
  const hash = createHash('sha256').update(esbuildVersion).update(path.resolve(set.dir));
  const files = (await Promise.all(sourceDirs.map(listFiles))).flat().sort();
  for (const file of [path.join(set.dir, 'package-lock.json'), ...files]) {
    hash.update(file).update(await readFile(file));
  }
  return `${await grafanaVersion(set)}-${hash.digest('hex').slice(0, 16)}`;
}

async function listFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}
