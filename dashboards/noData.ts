import { noDataText } from '../src/core/dataState';

/** What panels say in place of data, by where their data come from. */

export const NO_FLOWS_OR_METRICS = noDataText(
  'the information icon at the top of the panel shows what is missing, and Collection health shows whether the network agents report.'
);

export const NO_METRICS = noDataText(
  'check in Collection health that the network agents and kube-state-metrics are scraped.'
);

/** On Collection health itself. */
export const NO_COLLECTION = noDataText('check that Prometheus scrapes the network agents and kube-state-metrics.');

export const NO_FLOW_SERIES = noDataText(
  'check that the agents send their flow series (nfm_*) to Prometheus, and that kube-state-metrics is scraped.'
);

/** The panel that queries CloudWatch directly: the others can make expressions of its answers. */
export const MONITOR_HEALTH_TITLE = 'Health of the AWS network';

const NOTHING_PUBLISHED = 'no monitor has published anything in this Region and range.';
export const NO_MONITOR_HEALTH = noDataText(NOTHING_PUBLISHED);
export const NO_MONITOR_DATA = noDataText(NOTHING_PUBLISHED, MONITOR_HEALTH_TITLE);
