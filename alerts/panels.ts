import {
  COLLECTION_HEALTH_UID,
  MONITORS_UID,
  NETWORK_OVERVIEW_UID,
  NETWORK_POLICIES_UID,
  ZONES_AND_COST_UID,
} from '../src/common/dashboards';

export interface PanelOfRule {
  dashboardUid: string;
  /** The id of the panel in both sets of dashboards. */
  id: number;
  title: string;
}

const ofOverview = (id: number, title: string): PanelOfRule => ({ dashboardUid: NETWORK_OVERVIEW_UID, id, title });
const ofMonitors = (id: number, title: string): PanelOfRule => ({ dashboardUid: MONITORS_UID, id, title });

const AGENTS_AND_NODES: PanelOfRule = { dashboardUid: COLLECTION_HEALTH_UID, id: 10, title: 'Agents and nodes' };
const NODE_BY_NODE: PanelOfRule = { dashboardUid: COLLECTION_HEALTH_UID, id: 9, title: 'Agents by node' };
const WHO_TALKS = ofOverview(1, 'Traffic between workloads');

/**
 * The panel that shows the subject of a rule, by the name of the rule. Grafana links notifications to it, from one hour
 * before the alert to its end, and marks the alert in it. The link sets no variables, so these are panels of all nodes,
 * namespaces, and monitors.
 */
export const PANELS: Readonly<Record<string, PanelOfRule>> = {
  EastwestInboundBandwidthExceeded: ofOverview(4, 'Inbound bandwidth exceeded'),
  EastwestOutboundBandwidthExceeded: ofOverview(5, 'Outbound bandwidth exceeded'),
  EastwestPacketsPerSecondExceeded: ofOverview(6, 'Packets per second exceeded'),
  EastwestConnectionTrackingExceeded: ofOverview(7, 'Connection tracking exceeded'),
  EastwestLinkLocalExceeded: ofOverview(8, 'Link-local exceeded'),
  EastwestRetransmissions: WHO_TALKS,
  EastwestTimeouts: WHO_TALKS,
  EastwestAgentSilent: AGENTS_AND_NODES,
  EastwestAgentMissing: AGENTS_AND_NODES,
  EastwestAgentScrapedTwice: NODE_BY_NODE,
  EastwestFrozenSeries: NODE_BY_NODE,
  EastwestInterfacesNotRead: NODE_BY_NODE,
  EastwestNoData: AGENTS_AND_NODES,
  EastwestPolicyDrops: { dashboardUid: NETWORK_POLICIES_UID, id: 5, title: 'Dropped packets by direction' },
  EastwestDeniedConnections: { dashboardUid: NETWORK_POLICIES_UID, id: 8, title: 'Denied connections by workload' },
  EastwestCrossZoneBudget: { dashboardUid: ZONES_AND_COST_UID, id: 9, title: 'Cross-zone traffic by pair' },
  EastwestMonitorDegraded: ofMonitors(1, 'AWS network health'),
  EastwestMonitorRetransmissions: ofMonitors(7, 'Retransmissions per GB over time'),
  EastwestMonitorTimeouts: ofMonitors(8, 'Timeouts per GB over time'),
};
