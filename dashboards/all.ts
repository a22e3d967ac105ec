import { collectionHealth } from './collectionHealth';
import { efa } from './efa';
import { flowTable } from './flowTable';
import { monitors } from './monitors';
import { networkOverview } from './networkOverview';
import { node } from './node';
import { serviceMap } from './serviceMap';
import { workload } from './workload';
import { type Finished } from './withoutPlugins/saved';
import { withoutPlugins } from './withoutPlugins/withoutPlugins';
import { zonesAndCost } from './zonesAndCost';

/** Every dashboard by the name of its JSON file. */
export const DASHBOARDS = {
  'network-overview': networkOverview,
  'service-map': serviceMap,
  'flow-table': flowTable,
  node,
  workload,
  'zones-and-cost': zonesAndCost,
  monitors,
  efa,
  'collection-health': collectionHealth,
};

/** Those that make sense without our plugins, too. */
const CORE = [
  'network-overview',
  'node',
  'workload',
  'zones-and-cost',
  'monitors',
  'efa',
  'collection-health',
] as const;

/** The core-only set by the names of its JSON files: for where no plugin can be installed. */
export function coreDashboards(): Record<string, Finished> {
  const built = CORE.map((name) => [name, DASHBOARDS[name]()] as const);
  const uids = built.map(([, { uid = '' }]) => uid);
  return Object.fromEntries(built.map(([name, dashboard]) => [name, withoutPlugins(dashboard, uids)]));
}
