import { collectionHealth } from './collectionHealth';
import { efa } from './efa';
import { flowTable } from './flowTable';
import { networkOverview } from './networkOverview';
import { node } from './node';
import { serviceMap } from './serviceMap';
import { workload } from './workload';
import { zonesAndCost } from './zonesAndCost';

/** Every dashboard by the name of its JSON file. */
export const DASHBOARDS = {
  'network-overview': networkOverview,
  'service-map': serviceMap,
  'flow-table': flowTable,
  node,
  workload,
  'zones-and-cost': zonesAndCost,
  efa,
  'collection-health': collectionHealth,
};
