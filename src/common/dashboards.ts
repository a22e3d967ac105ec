/** The bundled dashboard where an investigation starts. */
export const NETWORK_OVERVIEW_UID = 'eastwest-network-overview';

/** The bundled dashboard of one node. */
export const NODE_UID = 'eastwest-node';

/** The bundled dashboard of one workload. */
export const WORKLOAD_UID = 'eastwest-workload';

/** The bundled dashboard of monitors, as CloudWatch tells of them. */
export const MONITORS_UID = 'eastwest-monitors';
