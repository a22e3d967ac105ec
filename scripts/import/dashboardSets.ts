import fs from 'node:fs';
import path from 'node:path';
import { dashboard } from './grafana/responses';
import { type Dashboard } from './plan/dashboard';

/** "core" needs only Prometheus and CloudWatch, "app" needs the Eastwest plugins, and "none" has no dashboards. */
export const SET_NAMES = ['core', 'app', 'none'] as const;

export type SetName = (typeof SET_NAMES)[number];

const FOLDERS: Record<SetName, string | undefined> = { core: 'dashboards/core', app: 'dashboards', none: undefined };

export function isSetName(name: string): name is SetName {
  return Object.hasOwn(FOLDERS, name);
}

/** The committed dashboards of a set. */
export function readDashboards(root: string, set: SetName): Dashboard[] {
  const folder = FOLDERS[set];
  if (folder === undefined) {
    return [];
  }
  const directory = path.join(root, folder);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const names = files.filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => dashboard(JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')), name));
}
