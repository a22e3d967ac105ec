import { monitors } from './monitors';
import { networkOverview } from './networkOverview';
import { node } from './node';
import { workload } from './workload';

/** Every dashboard by the name of its JSON file. */
export const DASHBOARDS = {
  'network-overview': networkOverview,
  node,
  workload,
  monitors,
};
