import { type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { type SavedMetricQuery } from '../../src/core/query/metricQuery';
import { isRecord } from '../../src/core/json';
import { GATEWAY_ROW } from '../panels/gateway';
import { FLOWS_DATASOURCE } from '../variables';
import { annotationsWithoutPlugins } from './annotations';
import { deniedPanel } from './deniedPanel';
import { flowPanel } from './flowPanels';
import { inRows } from './inRows';
import { metricPanel } from './metricPanel';
import { queriesOurPlugins, type Finished, ourQueries, type Panel, type RowPanel } from './saved';
import { variablesWithoutPlugins } from './variables';

const NEEDS =
  "Uses Prometheus only: the agents' metrics, kube-state-metrics and, for connections, the agents' flow series (nfm_*).";

/**
 * A dashboard for Grafana without the plugins, such as an Amazon Managed Grafana workspace. Its panels
 * are Grafana's own and query the user's Prometheus with the PromQL that the data source would have
 * generated. Panels that only the flow API can fill are omitted.
 *
 * @param uids the UIDs, in the app, of all dashboards that exist without the plugins; links to others are removed
 */
export function withoutPlugins(whole: Finished, uids: readonly string[]): Finished {
  const dashboard = withoutLinksToApp(whole);
  const panels = inRows(withoutGateway(dashboard.panels ?? []).flatMap(translated));
  const isTranslated = JSON.stringify(dashboard).includes(FLOWS_DATASOURCE.ref.uid);
  const draft: Finished = {
    ...dashboard,
    uid: uidWithoutPlugins(dashboard.uid ?? ''),
    // The importer keeps manual edits.
    editable: true,
    title: `${dashboard.title ?? ''} (no plugins)`,
    tags: [...(dashboard.tags ?? []), 'core-only'],
    description: [dashboard.description ?? '', ...(isTranslated ? [NEEDS] : [])].join(' '),
    links: (dashboard.links ?? []).filter((link) => isAmong(link, uids)),
    annotations: { list: (dashboard.annotations.list ?? []).flatMap(annotationsWithoutPlugins) },
    panels,
  };
  const variables = variablesWithoutPlugins(dashboard.templating.list ?? []);
  return renamedLinks(withUsed(draft, variables), uids);
}

/** Removes links to pages of the app, from the dashboard and its panels. */
function withoutLinksToApp(dashboard: Finished): Finished {
  const left: Finished = JSON.parse(JSON.stringify(dashboard), (_, value: unknown) =>
    Array.isArray(value) ? value.filter((item) => !isLinkToApp(item)) : value
  );
  return left;
}

function isLinkToApp(value: unknown): boolean {
  return isRecord(value) && typeof value.url === 'string' && value.url.startsWith('/a/');
}

function uidWithoutPlugins(uid: string): string {
  return uid.replace(/^eastwest-/, 'eastwest-core-');
}

/** Without the data source, nothing uses a gateway. Its row is the last one of the dashboard. */
function withoutGateway(panels: ReadonlyArray<Panel | RowPanel>): ReadonlyArray<Panel | RowPanel> {
  const row = panels.findIndex(({ title }) => title === GATEWAY_ROW);
  return row === -1 ? panels : panels.slice(0, row);
}

function translated(panel: Panel | RowPanel): Array<Panel | RowPanel> {
  if ('panels' in panel) {
    const panels = panel.panels.flatMap(ofPanel);
    return panels.length === 0 ? [] : [{ ...panel, panels }];
  }
  return ofPanel(panel as Panel);
}

function ofPanel(panel: Panel): Panel[] {
  if (!queriesOurPlugins(panel)) {
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
    case 'deniedConnections':
      return deniedPanel(panel, query);
    default:
      return undefined;
  }
}

function isMetric(query: ReturnType<typeof ourQueries>[number]): query is SavedMetricQuery & { refId: string } {
  return query.queryType === 'metric';
}

/** Keeps the variables that are used, directly or by another variable. */
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

/** Points the links of the dashboard and its panels to the dashboards without the plugins, with the variables that these have. */
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
