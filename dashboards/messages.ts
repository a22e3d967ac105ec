/** Sentences that the descriptions of several panels share. */

export const EDGE_WIDTH_AND_COLOR = 'Edge width shows bytes, and edge color shows retransmissions and timeouts per GB.';

export const CONNECTIONS_OPENED =
  'Connections per second that the pod opened. A jump without more traffic usually means that the connection pool is too small.';

export const UNEVEN_LOAD = 'If one pod is far above the others, balance the load.';

export const WITHOUT_HOST_NETWORK = 'Headers are included. Pods on the host network are not counted.';

export const SMALL_PACKETS = 'Many small packets exceed the packet rate before they exceed the bandwidth.';

export const UNKNOWN_WITHOUT_AGENT_METRICS = 'The value is unknown if Prometheus has no agent metrics.';

export const UNKNOWN_WITHOUT_NODE_INFO = 'The value is unknown if Prometheus has no kube_node_info series.';
