import { type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { type SavedMetricQuery } from '../../src/core/query/metricQuery';
import { FLOWS_DATASOURCE } from '../variables';
import { annotationsWithoutPlugins } from './annotations';
import { flowPanel } from './flowPanels';
import { inRows } from './inRows';
import { metricPanel } from './metricPanel';
import { asksOurs, type Finished, ourQueries, type Panel, type RowPanel } from './saved';
import { variablesWithoutPlugins } from './variables';

const NEEDS =
  'Of Prometheus alone: the agents’ metrics, kube-state-metrics and, for who talks to whom, the agents’ flow series (nfm_*).';

/**
 * A dashboard for a Grafana in which our plugins are not installed, as in an Amazon Managed Grafana
 * workspace: the same panels asked of the user's Prometheus, with the PromQL that our data source would
 * have made, and drawn by Grafana's own panels. What only the flow API tells is left out.
 *
 * @param uids of all dashboards that there are without plugins, as they are with them: links to others go.
 */
export function withoutPlugins(dashboard: Finished, uids: readonly string[]): Finished {
  const panels = inRows((dashboard.panels ?? []).flatMap(translated));
  const isTranslated = JSON.stringify(dashboard).includes(FLOWS_DATASOURCE.ref.uid);
  const draft: Finished = {
    ...dashboard,
    uid: uidWithoutPlugins(dashboard.uid ?? ''),
    // The importer keeps what people change.
    editable: true,
    title: `${dashboard.title ?? ''} (core)`,
    tags: [...(dashboard.tags ?? []), 'core-only'],
    description: [dashboard.description ?? '', ...(isTranslated ? [NEEDS] : [])].join(' '),
    links: (dashboard.links ?? []).filter((link) => isAmong(link, uids)),
    annotations: { list: (dashboard.annotations.list ?? []).flatMap(annotationsWithoutPlugins) },
    panels,
  };
  const variables = variablesWithoutPlugins(dashboard.templating.list ?? []);
  return renamedLinks(withUsed(draft, variables), uids);
}

export function uidWithoutPlugins(uid: string): string {
  return uid.replace(/^eastwest-/, 'eastwest-core-');
}

function translated(panel: Panel | RowPanel): Array<Panel | RowPanel> {
  if ('panels' in panel) {
    const panels = panel.panels.flatMap(ofPanel);
    return panels.length === 0 ? [] : [{ ...panel, panels }];
  }
  return ofPanel(panel as Panel);
}

function ofPanel(panel: Panel): Panel[] {
  if (!asksOurs(panel)) {
    return [panel];
  }
  const [query] = ourQueries(panel);
  const translation = query && ofQuery(panel, query);
  return translation ? [translation] : [];
}

function ofQuery(panel: Panel, query: ReturnType<typeof ourQueries>[number]): Panel | undefined {
  switch (query.queryType) {
    case 'metric':
      return metricPanel(panel, ourQueries(panel).filter(isMetric));
    case 'flows':
      return flowPanel(panel, query);
    default:
      return undefined;
  }
}

function isMetric(query: ReturnType<typeof ourQueries>[number]): query is SavedMetricQuery & { refId: string } {
  return query.queryType === 'metric';
}

/** Only the variables that something asks for, directly or by another one. */
function withUsed(draft: Finished, variables: NonNullable<Finished['templating']['list']>): Finished {
  const list = variables.filter(({ name }) => {
    const others = variables.filter((other) => other.name !== name);
    return new RegExp(`\\$\\{?${name}\\b`).test(JSON.stringify([draft, others]));
  });
  const isSettled = list.length === variables.length;
  return isSettled ? { ...draft, templating: { list } } : withUsed(draft, list);
}

function isAmong({ url }: Pick<DashboardLink, 'url'>, uids: readonly string[]): boolean {
  return uids.some((uid) => new RegExp(`^/d/${uid}(\\?|$)`).test(url ?? ''));
}

/** Links of the dashboard and of its panels lead to the dashboards without plugins, and carry what these know. */
function renamedLinks(dashboard: Finished, uids: readonly string[]): Finished {
  const names = uids.map((uid) => [`/d/${uid}`, `/d/${uidWithoutPlugins(uid)}`] as const);
  const text = [
    ...names,
    [`\${${FLOWS_DATASOURCE.name}:queryparam}`, '${prometheus:queryparam}'] as const,
    ['${monitor:queryparam}', '${cluster:queryparam}'] as const,
  ].reduce((inner, [from, to]) => inner.replaceAll(from, to), JSON.stringify(dashboard));
  const renamed: Finished = JSON.parse(text);
  return renamed;
}
