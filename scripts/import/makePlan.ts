import app from '../../plugin.json';
import {
  dataSourcesOf,
  findDashboard,
  findFolder,
  type Folder,
  hasPlugin,
  isDashboard,
  rulesOf,
  versionOf,
} from './grafana/api';
import { type Grafana } from './grafana/client';
import { ImportFailure } from './importFailure';
import { type ImportOptions } from './options';
import { chooseDataSources, type Dashboard } from './plan/dashboard';
import { dashboardStep, type FoundDashboard } from './plan/dashboardStep';
import { chooseDataSource, type DataSource, isThere, type Kind, KINDS, openChoice } from './plan/dataSources';
import { leadTo, linkedUids } from './plan/links';
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

export interface AlertsPlan {
  rules: RulePlan[];
  /** Of groups that are not there yet: how often they are to be evaluated. */
  newGroups: ReadonlyMap<string, number>;
  /** Rules that ask a kind of data source that this Grafana does not have. */
  leftOut: WantedRule[];
  /** Rules that an earlier import brought and that are not among ours any more. */
  leftOver: GrafanaRule[];
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

const NO_ALERTS: AlertsPlan = { rules: [], newGroups: new Map(), leftOut: [], leftOver: [] };

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
    alerts: options.hasAlerts ? await planAlerts(grafana, options, wanted, { all, dataSources }) : NO_ALERTS,
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

interface Sources {
  all: readonly DataSource[];
  dataSources: ReadonlyMap<Kind, DataSource>;
}

async function planAlerts(
  grafana: Grafana,
  { clusterLabel, runbooks, url }: ImportOptions,
  dashboards: readonly Dashboard[],
  { all, dataSources }: Sources
): Promise<AlertsPlan> {
  const committed = committedRules({ clusterLabel, runbooks, grafana: url });
  const missing = missingKinds(committed.rules, { all, dataSources });
  const isMissing = (rule: WantedRule) => kindsOf(rule).some((kind) => missing.has(kind));
  const possible = committed.rules.filter((rule) => !isMissing(rule));
  const linked = await leadToExisting(grafana, possible, dashboards);
  const wanted = linked.map((rule) => ruleFor(rule, dataSources));
  const found = await rulesOf(grafana);
  const groups = new Set(found.map(({ ruleGroup }) => ruleGroup));
  const ours = new Set(committed.rules.map(({ uid }) => uid));
  return {
    rules: wanted.map((rule) => planRule(rule, found)),
    newGroups: new Map([...committed.intervalSeconds].filter(([name]) => !groups.has(name))),
    leftOut: committed.rules.filter(isMissing),
    leftOver: found.filter((rule) => markOf(rule) !== undefined && !ours.has(rule.uid)),
  };
}

/** Kinds without a data source. Throws where there are several to choose from, or where none is left at all. */
function missingKinds(rules: readonly WantedRule[], { all, dataSources }: Sources): Set<Kind> {
  const open = [...new Set(rules.flatMap(kindsOf))].filter((kind) => !dataSources.has(kind));
  const ambiguous = open.find((kind) => isThere(kind, all));
  const isNoneLeft = rules.every((rule) => kindsOf(rule).some((kind) => open.includes(kind)));
  const problem = ambiguous ?? (isNoneLeft ? open[0] : undefined);
  if (problem) {
    throw openChoice(problem, all);
  }
  return new Set(open);
}

async function leadToExisting(grafana: Grafana, rules: readonly WantedRule[], dashboards: readonly Dashboard[]) {
  const uids = new Set(dashboards.map(({ uid }) => uid));
  for (const uid of linkedUids(rules)) {
    if (!uids.has(uid) && (await isDashboard(grafana, uid))) {
      uids.add(uid);
    }
  }
  return rules.map((rule) => leadTo(rule, (uid) => uids.has(uid)));
}

function planRule(wanted: WantedRule, all: readonly GrafanaRule[]): RulePlan {
  const found = all.find(({ uid }) => uid === wanted.uid);
  return { wanted, found, step: ruleStep(wanted, found) };
}
