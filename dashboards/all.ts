import { collectionHealth } from './collectionHealth';
import { efa } from './efa';
import { flowTable } from './flowTable';
import { monitors } from './monitors';
import { networkOverview } from './networkOverview';
import { networkPolicies } from './networkPolicies';
import { node } from './node';
import { serviceMap } from './serviceMap';
import { workload } from './workload';
import { type Finished } from './withoutPlugins/saved';
import { withoutPlugins } from './withoutPlugins/withoutPlugins';
import { zonesAndCost } from './zonesAndCost';

/** All dashboards of the app, by the name of the JSON file. */
export const DASHBOARDS = {
  'network-overview': networkOverview,
  'service-map': serviceMap,
  'flow-table': flowTable,
  node,
  workload,
  'zones-and-cost': zonesAndCost,
  'network-policies': networkPolicies,
  monitors,
  efa,
  'collection-health': collectionHealth,
};

/** The dashboards that are useful without the plugins, too. */
const CORE = [
  'network-overview',
  'node',
  'workload',
  'zones-and-cost',
  'network-policies',
  'monitors',
  'efa',
  'collection-health',
] as const;

/** The dashboards for Grafana without the plugins, by the name of the JSON file. */
export function coreDashboards(): Record<string, Finished> {
  const built = CORE.map((name) => [name, DASHBOARDS[name]()] as const);
  const uids = built.map(([, { uid = '' }]) => uid);
  return Object.fromEntries(built.map(([name, dashboard]) => [name, withoutPlugins(dashboard, uids)]));
}
