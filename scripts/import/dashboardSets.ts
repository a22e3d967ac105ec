import fs from 'node:fs';
import path from 'node:path';
import { type Dashboard } from './plan/dashboard';

/** Where the dashboards are: "core" needs Prometheus and CloudWatch alone, "app" our plugins. */
export const SETS = { core: 'dashboards/core', app: 'dashboards' } as const;

export type SetName = keyof typeof SETS;

/** The dashboards of a set as they are committed. */
export function readDashboards(root: string, set: SetName): Dashboard[] {
  const directory = path.join(root, SETS[set]);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const names = files.filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as Dashboard);
}
