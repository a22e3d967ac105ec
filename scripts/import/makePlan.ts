import { type AlertOptions } from '../../alerts/rule';
import app from '../../plugin.json';
import { SETS } from './dashboardSets';
import { dataSourcesOf, findDashboard, type Folder, findFolder, hasPlugin, rulesOf, versionOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { ImportFailure } from './importFailure';
import { type ImportOptions } from './options';
import { chooseDataSources, type Dashboard } from './plan/dashboard';
import { dashboardStep, type FoundDashboard } from './plan/dashboardStep';
import { chooseDataSource, type DataSource, type Kind, KINDS, openChoice } from './plan/dataSources';
import { type GrafanaRule, markOf, type WantedRule } from './plan/rule';
import { ruleStep } from './plan/ruleStep';
import { type Step } from './plan/step';
import { committedRules, kindsOf, ruleFor } from './wantedRules';

/** The oldest Grafana that the dashboards are written for. */
const OLDEST = { major: 10, minor: 4 };

export interface DashboardPlan {
  wanted: Dashboard;
  found?: FoundDashboard;
  step: Step;
}

export interface RulePlan {
  wanted: WantedRule;
  found?: GrafanaRule;
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
  rules: RulePlan[];
  /** Alert rules that an earlier import brought and that are not among ours any more. */
  leftOver: GrafanaRule[];
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
  if (options.set === 'app' && !(await hasPlugin(grafana, app.id))) {
    throw new ImportFailure(
      `The set "app" needs the plugin ${app.id}, and this Grafana does not have it.`,
      'Install it (README), or import the dashboards that need no plugin: --set core'
    );
  }
  const folder = await findFolder(grafana, options.folder);
  const rules = options.hasAlerts ? committedRules(alertOptions(options)) : [];
  const dataSources = choose(await dataSourcesOf(grafana), options.uids, kindsOf(rules));
  return {
    grafanaVersion,
    folder: folder ?? { title: options.folder },
    dataSources,
    dashboards: await planDashboards(
      grafana,
      dashboards.map((dashboard) => chooseDataSources(dashboard, dataSources))
    ),
    ...(await planRules(
      grafana,
      rules.map((rule) => ruleFor(rule, dataSources))
    )),
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

function alertOptions({ clusterLabel, runbooks, url, set }: ImportOptions): AlertOptions {
  return { clusterLabel, runbooks, grafana: url, overview: SETS[set].overview };
}

/** @param asked the kinds that must be found; of others, none is as good. */
function choose(all: readonly DataSource[], uids: ImportOptions['uids'], asked: readonly Kind[]) {
  const chosen = new Map<Kind, DataSource>();
  for (const kind of KINDS) {
    const one = chooseDataSource(kind, all, uids[kind]);
    if (one) {
      chosen.set(kind, one);
    } else if (asked.includes(kind)) {
      throw openChoice(kind, all);
    }
  }
  return chosen;
}

function planDashboards(grafana: Grafana, dashboards: readonly Dashboard[]): Promise<DashboardPlan[]> {
  const plans = dashboards.map(async (wanted) => {
    const found = await findDashboard(grafana, wanted.uid);
    return { wanted, found, step: dashboardStep(wanted, found) };
  });
  return Promise.all(plans);
}

async function planRules(grafana: Grafana, rules: readonly WantedRule[]): Promise<Pick<Plan, 'rules' | 'leftOver'>> {
  const all = rules.length > 0 ? await rulesOf(grafana) : [];
  const uids = new Set(rules.map(({ uid }) => uid));
  const plans = rules.map((wanted) => {
    const found = all.find(({ uid }) => uid === wanted.uid);
    return { wanted, found, step: ruleStep(wanted, found) };
  });
  return { rules: plans, leftOver: all.filter((rule) => markOf(rule) !== undefined && !uids.has(rule.uid)) };
}
