/** The bundled dashboard where an investigation starts. */
export const NETWORK_OVERVIEW_UID = 'eastwest-network-overview';

/** The same dashboard for Grafana without the plugins. */
export const CORE_NETWORK_OVERVIEW_UID = 'eastwest-core-network-overview';

/** The bundled dashboard of one node. */
export const NODE_UID = 'eastwest-node';

/** The bundled dashboard of one workload. */
export const WORKLOAD_UID = 'eastwest-workload';

/** The bundled dashboard of the whole flow graph. */
export const SERVICE_MAP_UID = 'eastwest-service-map';

/** The bundled dashboard of flows as tables. */
export const FLOW_TABLE_UID = 'eastwest-flow-table';

/** The bundled dashboard of cross-zone traffic and its cost. */
export const ZONES_AND_COST_UID = 'eastwest-zones-and-cost';

/** The bundled dashboard of Elastic Fabric Adapters. */
export const EFA_UID = 'eastwest-efa';

/** The bundled dashboard of the collection of the agents' metrics. */
export const COLLECTION_HEALTH_UID = 'eastwest-collection-health';

/** The bundled dashboard of monitors, from CloudWatch. */
export const MONITORS_UID = 'eastwest-monitors';

/** The bundled dashboard of what network policies deny. */
export const NETWORK_POLICIES_UID = 'eastwest-network-policies';
