import { readdir, readFile } from 'node:fs/promises';
import { type ServerResponse } from 'node:http';
import path from 'node:path';
import { sendFile, sendJson } from './http';
import { fileBelow } from './paths';

/** One route of a data-source plugin's manifest: a way through the proxy. */
export interface PluginRoute {
  path: string;
  method?: string;
  url?: string;
  reqRole?: string;
  headers?: Array<{ name: string; content: string }>;
  urlParams?: Array<{ name: string; content: string }>;
}

/** The fields of plugin.json that the workbench reads; all others travel to the page untouched. */
export interface PluginManifest {
  id: string;
  type: string;
  name: string;
  routes?: PluginRoute[];
}

export interface InstalledPlugin {
  manifest: PluginManifest;
  /** The plugin's own folder: the only files served under its id. */
  dir: string;
}

/** The app at the root of the bundle and the plugins nested in folders directly below; empty before the first build. */
export async function findPlugins(distDir: string): Promise<InstalledPlugin[]> {
  const entries = await readdir(distDir, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(distDir, entry.name));
  const found = await Promise.all([distDir, ...folders].map(readPlugin));
  return found.filter((plugin) => plugin !== undefined);
}

async function readPlugin(dir: string): Promise<InstalledPlugin | undefined> {
  const text = await readFile(path.join(dir, 'plugin.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { manifest: JSON.parse(text), dir };
}

/**
 * Answers `/public/plugins/<id>/<rest>`. Grafana gives each plugin, nested or not, the files of its own folder
 * under its own id, so a chunk that a nested plugin requests under its id but webpack wrote to the app's root is
 * not found there, nor here. The errors are Grafana's.
 */
export async function servePluginFile(
  res: ServerResponse,
  plugins: InstalledPlugin[],
  id: string,
  rest: string
): Promise<void> {
  const plugin = plugins.find((candidate) => candidate.manifest.id === id);
  const file = plugin && fileBelow(plugin.dir, rest);
  if (file === undefined || !(await sendFile(res, file))) {
    sendJson(res, 404, { message: plugin ? 'Plugin file not found' : 'Plugin not found' });
  }
}
