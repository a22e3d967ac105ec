/** The texts of the start page. */

export const PURPOSE =
  "See which workloads communicate, how reliably and at what cost, based on the network agents' metrics and the network-flow API.";

export const DASHBOARD_LINK = 'Network overview';

export const DATA_SOURCES_TITLE = 'Data sources';

export const CHECKING_DATA_SOURCES = 'Checking data sources…';

export const NO_DATA_SOURCE = 'No data source configured';
export const COVERAGE_TITLE = 'What is watched';
