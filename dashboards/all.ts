import { networkOverview } from './networkOverview';

/** Every dashboard by the name of its JSON file. */
export const DASHBOARDS = {
  'network-overview': networkOverview,
};
