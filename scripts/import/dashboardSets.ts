import fs from 'node:fs';
import path from 'node:path';
import { type Dashboard } from './plan/dashboard';

/** Where the dashboards are: "core" needs Prometheus and CloudWatch alone, "app" our plugins; "none" has none. */
export const SETS = { core: 'dashboards/core', app: 'dashboards', none: undefined } as const;

export type SetName = keyof typeof SETS;

/** The dashboards of a set as they are committed. */
export function readDashboards(root: string, set: SetName): Dashboard[] {
  const folder = SETS[set];
  if (folder === undefined) {
    return [];
  }
  const directory = path.join(root, folder);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const names = files.filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as Dashboard);
}
