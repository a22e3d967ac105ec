import { readdir, readFile } from 'node:fs/promises';
import { type ServerResponse } from 'node:http';
import path from 'node:path';
import { sendFile, sendJson } from './http';
import { fileBelow } from './paths';

/** A route in a data source plugin's manifest: a target of the proxy. */
export interface PluginRoute {
  path: string;
  method?: string;
  url?: string;
  reqRole?: string;
  headers?: Array<{ name: string; content: string }>;
  urlParams?: Array<{ name: string; content: string }>;
}

/** The fields of plugin.json that the workbench reads; all others are sent to the page unchanged. */
export interface PluginManifest {
  id: string;
  type: string;
  name: string;
  routes?: PluginRoute[];
}

/** A plugin in the bundle. */
export interface InstalledPlugin {
  manifest: PluginManifest;
  /** The plugin's own folder: only its files are served under its ID. */
  dir: string;
}

/**
 * The app at the root of the bundle, and the plugins nested in the folders directly below; empty before the first
 * build.
 */
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
 * Handles `/public/plugins/<id>/<rest>`. Grafana serves for each plugin, nested or not, the files of its own folder
 * under its own ID. Therefore, a chunk that a nested plugin requests under its ID but webpack wrote to the app's root
 * is not found there, and not here. The errors are those of Grafana.
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
