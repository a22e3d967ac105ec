import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  COLLECTION_HEALTH_UID,
  EFA_UID,
  FLOW_TABLE_UID,
  MONITORS_UID,
  NETWORK_OVERVIEW_UID,
  NODE_UID,
  SERVICE_MAP_UID,
  WORKLOAD_UID,
  ZONES_AND_COST_UID,
} from '../src/common/dashboards';
import { inSight } from './inSight';

/** From a dashboard to the others. All keep the time range, but for those to and from the weeks of monitors. */

/** What means the same on most dashboards. */
const SHARED: readonly string[] = ['flows', 'monitor'];

/** In the order in which they are linked. */
export const PAGES = {
  overview: { title: 'Network overview', uid: NETWORK_OVERVIEW_UID, tooltip: 'Everything in the cluster.' },
  serviceMap: { title: 'Service map', uid: SERVICE_MAP_UID, tooltip: 'Who talks to whom.' },
  flowTable: { title: 'Flow table', uid: FLOW_TABLE_UID, tooltip: 'Flows one by one.' },
  node: { title: 'Node', uid: NODE_UID, tooltip: 'One node, its pods and its allowances.' },
  workload: { title: 'Workload', uid: WORKLOAD_UID, tooltip: 'A namespace, its workloads, their pods and peers.' },
  zonesAndCost: { title: 'Zones and cost', uid: ZONES_AND_COST_UID, tooltip: 'What crosses zones, and what it costs.' },
  monitors: {
    title: 'Monitors',
    uid: MONITORS_UID,
    tooltip: 'Weeks and months of whole monitors, from CloudWatch.',
  },
  efa: { title: 'EFA', uid: EFA_UID, tooltip: 'Adapters for machine learning.' },
  collectionHealth: {
    title: 'Collection health',
    uid: COLLECTION_HEALTH_UID,
    tooltip: 'Whether what is shown is all that there is.',
  },
};

export type Page = keyof typeof PAGES;

/** Pages about one thing, which "All" or several of them cannot be put into: Grafana would keep them there. */
const OF_ONE: readonly Page[] = ['node', 'workload'];

/**
 * From a dashboard to all others, the same way round on each of them.
 *
 * @param shared its own variables that mean the same there.
 */
export function linksFrom(here: Page, shared = SHARED): Array<Builder<DashboardLink>> {
  const pages = Object.keys(PAGES).filter((page): page is Page => page in PAGES && page !== here);
  return pages.map((page) => inSight(linkBetween(here, page, shared)));
}

function linkBetween(here: Page, page: Page, shared: readonly string[]): DashboardLinkBuilder {
  // Half an hour is too short for the weeks of monitors, as these are too long elsewhere.
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

/** From a point of a chart to the node of its series. */
export function linkToNodeOfSeries(shared = SHARED): Builder<DashboardLink> {
  return linkToNode('__field.labels.node', shared);
}

/** From a row of a table to the node that it is about. */
export function linkToNodeOfRow(shared = SHARED): Builder<DashboardLink> {
  return linkToNode('__data.fields.Node', shared);
}

function linkToNode(from: string, shared: readonly string[]): Builder<DashboardLink> {
  return inSight(new DashboardLinkBuilder(`Node \${${from}}`).url(`${urlOf('node', shared)}&var-node=\${${from}}`));
}

function pageLink({ title, tooltip }: { title: string; tooltip: string }): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).icon('dashboard').tooltip(tooltip);
}
