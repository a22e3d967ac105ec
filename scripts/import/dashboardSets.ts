import fs from 'node:fs';
import path from 'node:path';
import { NETWORK_OVERVIEW_UID } from '../../src/common/dashboards';
import { type Dashboard } from './plan/dashboard';

/** "core" needs Prometheus and CloudWatch alone; "app" needs our plugins. */
export const SETS = {
  core: { directory: 'dashboards/core', overview: 'eastwest-core-overview' },
  app: { directory: 'dashboards', overview: NETWORK_OVERVIEW_UID },
} as const;

export type SetName = keyof typeof SETS;

/** The dashboards of a set as they are committed. */
export function readDashboards(root: string, set: SetName): Dashboard[] {
  const directory = path.join(root, SETS[set].directory);
  const files = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
  const names = files.filter((name) => name.endsWith('.json')).sort();
  return names.map((name) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as Dashboard);
}
