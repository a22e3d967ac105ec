import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  COLLECTION_HEALTH_UID,
  EFA_UID,
  FLOW_TABLE_UID,
  MONITORS_UID,
  NETWORK_OVERVIEW_UID,
  NETWORK_POLICIES_UID,
  NODE_UID,
  SERVICE_MAP_UID,
  WORKLOAD_UID,
  ZONES_AND_COST_UID,
} from '../src/common/dashboards';
import { INVESTIGATE_PATH } from '../src/common/investigatePath';
import { inSight } from './inSight';
import { CLUSTER_LABEL } from './prometheus';
import { EKS_CLUSTER } from './variables';

/**
 * Links between dashboards, and to the page Investigate of the app. All keep the time range, except links to and from Monitors,
 * which shows weeks.
 */

/** Variables with the same meaning on most dashboards. */
const SHARED: readonly string[] = ['flows', 'monitor'];

/** In the order of the links. */
export const PAGES = {
  overview: { title: 'Network overview', uid: NETWORK_OVERVIEW_UID, tooltip: 'Cluster overview' },
  serviceMap: { title: 'Service map', uid: SERVICE_MAP_UID, tooltip: 'Connections between workloads' },
  flowTable: { title: 'Flow table', uid: FLOW_TABLE_UID, tooltip: 'Individual flows' },
  node: { title: 'Node', uid: NODE_UID, tooltip: 'One node with its pods and allowances' },
  workload: { title: 'Workload', uid: WORKLOAD_UID, tooltip: 'A namespace with its workloads, pods and peers' },
  zonesAndCost: { title: 'Zones and cost', uid: ZONES_AND_COST_UID, tooltip: 'Cross-zone traffic and its cost' },
  networkPolicies: {
    title: 'Network policies',
    uid: NETWORK_POLICIES_UID,
    tooltip: 'Packets and connections that network policies deny',
  },
  monitors: {
    title: 'Monitors',
    uid: MONITORS_UID,
    tooltip: 'Long-term metrics of monitors, from CloudWatch',
  },
  efa: { title: 'EFA', uid: EFA_UID, tooltip: 'Elastic Fabric Adapters' },
  collectionHealth: {
    title: 'Collection health',
    uid: COLLECTION_HEALTH_UID,
    tooltip: 'Completeness of the collected data',
  },
};

export type Page = keyof typeof PAGES;

/**
 * Dashboards of a single node or namespace. Their links must not pass "All" or several values, which Grafana would keep
 * there.
 */
const OF_ONE: readonly Page[] = ['node', 'workload'];

/**
 * What else "Investigate" selects if a dashboard leads there. Variables of several values have the format "csv": the page ignores
 * several values, and "All".
 */
const SELECTED: Partial<Record<Page, readonly string[]>> = {
  node: ['place=node/${node:percentencode}'],
  workload: ['place=workload/${namespace:percentencode}/${workload:csv}'],
  networkPolicies: [`cluster=\${${EKS_CLUSTER}:percentencode}`],
  collectionHealth: [`cluster=\${${CLUSTER_LABEL}:csv}`],
  // The values of this variable are ARNs.
  monitors: ['monitor=${monitor:text}', 'place=monitor/${monitor:text}'],
};

/**
 * Links from a dashboard to "Investigate" and to all other dashboards, in the same order on each of them.
 *
 * @param shared the dashboard's variables that have the same meaning on the others
 */
export function linksFrom(here: Page, shared = SHARED): Array<Builder<DashboardLink>> {
  const pages = Object.keys(PAGES).filter((page): page is Page => page in PAGES && page !== here);
  return [investigateLink(here, shared), ...pages.map((page) => inSight(linkBetween(here, page, shared)))];
}

function investigateLink(here: Page, shared: readonly string[]): Builder<DashboardLink> {
  const [known, time] = here === 'monitors' ? [[], []] : [shared, TIME];
  const url = investigateUrl(known, [...(SELECTED[here] ?? []), ...time]);
  return inSight(
    new DashboardLinkBuilder(INVESTIGATE)
      .type(DashboardLinkType.Link)
      .icon('bolt')
      .tooltip('Problems and their causes')
      .url(url)
  );
}

const INVESTIGATE = 'Investigate';

/** The time range as the page takes it: a relative range would be another one as soon as it is opened. */
const TIME = ['from=${__from:date:iso}', 'to=${__to:date:iso}'];

/** The parameters of "Investigate" by variable. */
const PARAMETERS: Readonly<Record<string, string>> = { flows: 'ds', monitor: 'monitor' };

function investigateUrl(shared: readonly string[], parameters: readonly string[]): string {
  const known = shared.map((name) => `${PARAMETERS[name] ?? name}=\${${name}:percentencode}`);
  return `${INVESTIGATE_PATH}?${[...known, ...parameters].join('&')}`;
}

function linkBetween(here: Page, page: Page, shared: readonly string[]): DashboardLinkBuilder {
  // Monitors shows weeks: half an hour is too short there, and weeks are too long elsewhere.
  if (here === 'monitors' || page === 'monitors') {
    return pageLink(PAGES[page]).url(`/d/${PAGES[page].uid}`);
  }
  return OF_ONE.includes(page) ? withShared(page, shared) : withVariables(page);
}

function withVariables(page: Page): DashboardLinkBuilder {
  return pageLink(PAGES[page]).url(`/d/${PAGES[page].uid}`).includeVars(true).keepTime(true);
}

function withShared(page: Page, shared: readonly string[]): DashboardLinkBuilder {
  return pageLink(PAGES[page]).url(urlOf(page, shared));
}

function urlOf(page: Page, shared: readonly string[]): string {
  const variables = shared.map((name) => `\${${name}:queryparam}`);
  return `/d/${PAGES[page].uid}?${[...variables, '${__url_time_range}'].join('&')}`;
}

/** Links from a point of a chart to the node of its series. */
export function linksToNodeOfSeries(shared = SHARED): Array<Builder<DashboardLink>> {
  return linksToNode('__field.labels.node', shared);
}

/** Links from a row of a table to its node. */
export function linksToNodeOfRow(shared = SHARED): Array<Builder<DashboardLink>> {
  return linksToNode('__data.fields.Node', shared);
}

function linksToNode(from: string, shared: readonly string[]): Array<Builder<DashboardLink>> {
  const name = `\${${from}}`;
  return [
    inSight(new DashboardLinkBuilder(`Node ${name}`).url(`${urlOf('node', shared)}&var-node=${name}`)),
    inSight(
      new DashboardLinkBuilder(`${INVESTIGATE} ${name}`).url(investigateUrl(shared, [`place=node/${name}`, ...TIME]))
    ),
  ];
}

function pageLink({ title, tooltip }: { title: string; tooltip: string }): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).icon('dashboard').tooltip(tooltip);
}
