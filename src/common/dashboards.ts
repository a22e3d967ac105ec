/** The bundled dashboard where an investigation starts. */
export const NETWORK_OVERVIEW_UID = 'eastwest-network-overview';
