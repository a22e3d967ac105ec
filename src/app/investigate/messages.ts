import { counted } from '../../core/counted';

/** The texts of the page "Investigate". */

export const SUBTITLE =
  'The problems at a place in the network, their start, and their causes. Select something in the map, or a time span in a chart.';

export const EVERYTHING = 'Everything';
export const TRAIL = 'Selection';
export const MAP_TITLE = 'Flow graph';
export const TRENDS_TITLE = 'Over time';
export const TRAFFIC_TITLE = 'Traffic';
export const LOSSES_TITLE = 'Retransmissions and timeouts';
export const EXCEEDED_TITLE = 'Packets above allowances of the node';
export const EVENTS_TITLE = 'Events';
export const openPod = (pod: string) => `Open ${pod}`;
export const NO_EVENTS = 'No event here in this time range.';
export const otherEvents = (count: number) => `Show ${counted(count, 'event')} elsewhere`;
export const PATHS_TITLE = 'Network paths';
export const FLOWS_TITLE = 'Flows';
export const NO_FLOWS = 'No flow in this time range begins or ends here.';
export const NO_TRENDS =
  'Prometheus has no flow series of the agents, so there is no history. The map and the table show the whole time range.';
export const NO_DATA_SOURCE = 'Add an Eastwest data source first. It provides the data for a diagnosis.';

export const FLOW_COLUMNS = {
  client: 'Client',
  server: 'Server',
  port: 'Port',
  bytes: 'Data',
  losses: 'Retransmissions and timeouts',
};

export const alertFired = (alert: string) => `Alert: ${alert}`;

export const FLOWS_UNKNOWN = 'The flows are not known. "What is not known" has the reason.';
export const EVENTS_UNKNOWN = 'The events are not known. "What is not known" has the reason.';
export const LOADING_FLOWS = 'Querying flows…';

export const ALERT_TIME_UNKNOWN =
  'Neither Grafana nor Prometheus knows when this alert was active, so the page shows the last 30 minutes.';

export const OVERVIEW_DASHBOARD = 'Network overview';
export const ZONES_DASHBOARD = 'Zones and cost';
export const MONITORS_DASHBOARD = 'Monitors';
export const nodeDashboard = (node: string) => `Node network: ${node}`;
export const workloadDashboard = (workload: string) => `Workload network: ${workload}`;

export const PINNED = 'Pinned';
export const PIN = 'Pin this selection';
export const unpin = (place: string) => `Remove ${place} from the pinned places`;
export const NOTES_TITLE = 'Notes';
export const NOTES_LABEL = 'Notes for the report';
export const NOTES_DESCRIPTION =
  'The notes and the pinned places are part of the report and of the address of this page.';
