import { noDataText } from '../src/core/dataState';

/** The "no value" texts of panels, by the source of their data. */

export const NO_FLOWS_OR_METRICS = noDataText(
  'see the information icon at the top of the panel for what is missing, and check in Collection health that the network agents report data.'
);

/** For the peers of a workload in one direction, of which there are often none. */
export const NO_PEERS = noDataText(
  'there are no such flows in this time range. If you expect some, check in Collection health that the network agents report data.'
);

/** For paths between zones, which performance monitors report, not agents. */
export const NO_PATHS = noDataText(
  'the performance monitor reports no paths in this time range. Select another one at the top, or check in CloudWatch that it is active.'
);

export const NO_METRICS = noDataText(
  'check in Collection health that the network agents and kube-state-metrics are scraped.'
);

/** For Collection health itself. */
export const NO_COLLECTION = noDataText('check that Prometheus scrapes the network agents and kube-state-metrics.');

/** For the panel with the number of gateways. */
export const NO_GATEWAY = noDataText('Prometheus has no metrics of a gateway: if you use one, scrape its port 9790.');

export const GATEWAYS_TITLE = 'Gateways';
/** For panels about requests, which are also empty while no panel with flows is open. */
export const NO_GATEWAY_REQUESTS = noDataText(
  `there were no requests in this time range. See the panel "${GATEWAYS_TITLE}" for whether a gateway responds.`
);

export const NO_FLOW_SERIES = noDataText(
  'check that the agents send their flow series (nfm_*) to Prometheus, and that kube-state-metrics is scraped.'
);

/** The panel that queries CloudWatch directly and shows its errors; Grafana hides the errors of queries that only expressions use. */
export const MONITOR_HEALTH_TITLE = 'AWS network health';

const NOTHING_PUBLISHED = 'no monitor published metrics in this Region and time range.';
export const NO_MONITOR_HEALTH = noDataText(NOTHING_PUBLISHED);
export const NO_MONITOR_DATA = noDataText(NOTHING_PUBLISHED, MONITOR_HEALTH_TITLE);

/** For the log of the policy agents. */
export const NO_DENIED = noDataText(
  'the log has no denied connection in this time range. If you expect some, check that the policy agents send their logs to CloudWatch (enableCloudWatchLogs).'
);

/** For packets that network policies drop. The agents have no series before the first one. */
export const NO_DROPS = noDataText(
  'no network policy agent counted a dropped packet. If you expect drops, check that policy event logs are on (enablePolicyEventLogs), and that Prometheus scrapes port 8162 of the nodes.'
);
