import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type GrafanaSet } from '../shared/options';

/** The version of the libraries, which is the version of Grafana that they belong to. */
export async function grafanaVersion(set: GrafanaSet): Promise<string> {
  const manifest = path.join(set.dir, 'node_modules/@grafana/data/package.json');
  const text = await readFile(manifest, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Error(`No Grafana libraries in ${set.dir}. Run "npm install" there.`);
  }
  return JSON.parse(text).version;
}
