import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { MONITORS_UID, NETWORK_OVERVIEW_UID, NODE_UID, WORKLOAD_UID } from '../src/common/dashboards';
import { inSight } from './inSight';

/** From a dashboard to the others. All keep the time range, but for those to and from the weeks of monitors. */

/** What means the same on every dashboard. */
const SHARED = '${flows:queryparam}&${monitor:queryparam}&${__url_time_range}';

const PAGES = {
  overview: { title: 'Network overview', uid: NETWORK_OVERVIEW_UID, tooltip: 'Everything in the cluster.' },
  node: { title: 'Node', uid: NODE_UID, tooltip: 'One node, its pods and its allowances.' },
  workload: { title: 'Workload', uid: WORKLOAD_UID, tooltip: 'One workload, its pods and its peers.' },
};

/** With all variables: for dashboards that can take whatever values they have here. */
export function linkTo(page: keyof typeof PAGES): Builder<DashboardLink> {
  const { uid } = PAGES[page];
  return inSight(pageLink(PAGES[page]).url(`/d/${uid}`).includeVars(true).keepTime(true));
}

/**
 * With what is shared alone: Grafana would put "All" or several values into a variable that must be one,
 * and keep them there.
 */
export function linkToOne(page: 'node' | 'workload'): Builder<DashboardLink> {
  const { uid } = PAGES[page];
  return inSight(pageLink(PAGES[page]).url(`/d/${uid}?${SHARED}`));
}

/** With its own range: half an hour is too short there, as its weeks are too long elsewhere. */
export function linkToMonitors(): Builder<DashboardLink> {
  const facts = { title: 'Monitors', tooltip: 'Weeks and months of whole monitors, from CloudWatch.' };
  return inSight(pageLink(facts).url(`/d/${MONITORS_UID}`));
}

/** For a dashboard that can be where the others are not: to those that are. */
export function linkToWhatIsThere(): Builder<DashboardLink> {
  return inSight(new DashboardLinkBuilder('Eastwest').type(DashboardLinkType.Dashboards).tags(['eastwest']));
}

/** From a point of a chart to the node of its series. */
export function linkToNodeOfSeries(): Builder<DashboardLink> {
  return inSight(
    new DashboardLinkBuilder('Node ${__field.labels.node}').url(
      `/d/${NODE_UID}?${SHARED}&var-node=\${__field.labels.node}`
    )
  );
}

function pageLink({ title, tooltip }: { title: string; tooltip: string }): DashboardLinkBuilder {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).icon('dashboard').tooltip(tooltip);
}
