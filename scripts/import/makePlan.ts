import app from '../../plugin.json';
import { dataSourcesOf, findDashboard, findFolder, type Folder, hasPlugin, versionOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { ImportFailure } from './importFailure';
import { type ImportOptions } from './options';
import { chooseDataSources, type Dashboard } from './plan/dashboard';
import { dashboardStep, type FoundDashboard } from './plan/dashboardStep';
import { chooseDataSource, type DataSource, type Kind, KINDS } from './plan/dataSources';
import { type Step } from './plan/step';
import { type AlertsPlan, NO_ALERTS, planAlerts } from './planAlerts';

/** The oldest Grafana that the dashboards are written for. */
const OLDEST = { major: 10, minor: 4 };

export interface DashboardPlan {
  wanted: Dashboard;
  found?: FoundDashboard;
  step: Step;
}

/** All that an import would do, before it does anything. */
export interface Plan {
  /** Unknown where Grafana keeps it to itself. */
  grafanaVersion?: string;
  /** Without a uid it is to be created. */
  folder: Partial<Folder> & Pick<Folder, 'title'>;
  dataSources: ReadonlyMap<Kind, DataSource>;
  dashboards: DashboardPlan[];
  alerts: AlertsPlan;
}

/**
 * Looks at what is in Grafana. Changes nothing.
 *
 * @param dashboards those of the set, as they are committed.
 */
export async function makePlan(
  grafana: Grafana,
  options: ImportOptions,
  dashboards: readonly Dashboard[]
): Promise<Plan> {
  const grafanaVersion = await versionOf(grafana);
  refuseOld(grafanaVersion);
  await refuseWithoutApp(grafana, options);
  const folder = (await findFolder(grafana, options.folder)) ?? { title: options.folder };
  const all = await dataSourcesOf(grafana);
  const dataSources = choose(all, options.uids);
  const wanted = dashboards.map((dashboard) => chooseDataSources(dashboard, dataSources));
  return {
    grafanaVersion,
    folder,
    dataSources,
    dashboards: await planDashboards(grafana, wanted),
    alerts: options.hasAlerts ? await planAlerts(grafana, options, wanted, { all, chosen: dataSources }) : NO_ALERTS,
  };
}

function refuseOld(version: string | undefined): void {
  const [major = NaN, minor = NaN] = (version ?? '').split('.').map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    throw new ImportFailure(
      `This is Grafana ${version}, and Eastwest’s dashboards need ${OLDEST.major}.${OLDEST.minor} or newer.`,
      'Update Grafana. In Amazon Managed Grafana: aws grafana update-workspace-configuration --grafana-version …'
    );
  }
}

async function refuseWithoutApp(grafana: Grafana, { set }: ImportOptions): Promise<void> {
  if (set === 'app' && !(await hasPlugin(grafana, app.id))) {
    throw new ImportFailure(
      `The set "app" needs the plugin ${app.id}, and this Grafana does not have it.`,
      'Install it (README), or import the dashboards that need no plugin: --set core'
    );
  }
}

/** What was asked for, or the only one of its kind; kinds that are open are not in it. */
function choose(all: readonly DataSource[], uids: ImportOptions['uids']): Map<Kind, DataSource> {
  const chosen = KINDS.flatMap((kind) => {
    const one = chooseDataSource(kind, all, uids[kind]);
    return one ? [[kind, one] as const] : [];
  });
  return new Map(chosen);
}

function planDashboards(grafana: Grafana, dashboards: readonly Dashboard[]): Promise<DashboardPlan[]> {
  const plans = dashboards.map(async (wanted) => {
    const found = await findDashboard(grafana, wanted.uid);
    return { wanted, found, step: dashboardStep(wanted, found) };
  });
  return Promise.all(plans);
}
