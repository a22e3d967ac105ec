import app from '../../plugin.json';
import { appState, dataSourcesOf, findDashboard, versionOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { type Imported, importedSoFar } from './grafana/imported';
import { orFailure } from './grafana/orFailure';
import { ImportFailure } from './importFailure';
import { appEnabled, grafanaTooOld, pluginMissing } from './messages';
import { type ImportOptions } from './options';
import { chooseDataSources, type Dashboard } from './plan/dashboard';
import { dashboardStep, type FoundDashboard } from './plan/dashboardStep';
import { chooseDataSource, type DataSource, type Kind, KINDS } from './plan/dataSources';
import { type Folder } from './plan/folder';
import { isAsImported } from './plan/rule';
import { missingStep, type Step } from './plan/step';
import { type AlertsPlan, NO_ALERTS, planAlerts } from './planAlerts';
import { findFolder } from './planFolder';

/** The oldest Grafana version that the dashboards support. */
const OLDEST = { major: 10, minor: 4 };

export interface DashboardPlan {
  wanted: Dashboard;
  found?: FoundDashboard;
  step: Step;
}

/** Everything that an import does, determined before it writes anything. */
export interface Plan {
  /** Undefined if Grafana does not disclose it. */
  grafanaVersion?: string;
  /** The folder for new objects. Without a uid, it is to be created. A failure if it is ambiguous. */
  folder: (Partial<Folder> & Pick<Folder, 'title'>) | ImportFailure;
  dataSources: ReadonlyMap<Kind, DataSource>;
  dashboards: DashboardPlan[];
  alerts: AlertsPlan;
  /** What earlier imports wrote; a failure if Grafana does not return it. */
  imported: Imported | ImportFailure;
  /** What to remove from the record first, because all of it was deleted: the import then starts over. */
  forgotten: string[];
}

/**
 * Reads the state of Grafana and plans the import. Changes nothing.
 *
 * @param dashboards the committed dashboards of the set
 */
export async function makePlan(
  grafana: Grafana,
  options: ImportOptions,
  dashboards: readonly Dashboard[]
): Promise<Plan> {
  const grafanaVersion = await versionOf(grafana);
  refuseOld(grafanaVersion);
  await refuseAppSet(grafana, options);
  const all = await dataSourcesOf(grafana);
  const dataSources = choose(all, options.uids);
  const imported = await orFailure(grafana, () => importedSoFar(grafana));
  const known: Imported = imported instanceof ImportFailure ? new Set() : imported;
  const wanted = dashboards.map((dashboard) => chooseDataSources(dashboard, dataSources));
  const context = { sources: { all, chosen: dataSources }, dashboards: wanted, imported: known };
  const plan = {
    dashboards: await planDashboards(grafana, wanted, known),
    alerts: options.hasAlerts ? await planAlerts(grafana, options, context) : NO_ALERTS,
  };
  const folder = await orFailure(grafana, () => findFolder(grafana, options.folder, foldersInUse(plan)));
  return {
    grafanaVersion,
    folder: folder ?? { title: options.folder },
    dataSources,
    imported,
    ...startOverIfEmpty(plan),
  };
}

/** The existing dashboards and rules that were imported, according to their marks. */
export function importedAccordingToMarks({ dashboards, alerts }: Pick<Plan, 'dashboards' | 'alerts'>): string[] {
  const ofDashboards = dashboards.filter(({ found }) => found?.lastImport);
  const ofRules = alerts.rules.filter(({ found }) => found && isAsImported(found) !== undefined);
  return [
    ...ofDashboards.map(({ wanted: { uid } }) => `dashboard ${uid}`),
    ...ofRules.map(({ wanted: { uid } }) => `rule ${uid}`),
  ];
}

function refuseOld(version: string | undefined): void {
  const [major = NaN, minor = NaN] = (version ?? '').split('.').map(Number);
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    throw new ImportFailure(grafanaTooOld(version ?? '', `${OLDEST.major}.${OLDEST.minor}`));
  }
}

/** The set "app" needs the plugins. If the app is enabled, Grafana already provides these dashboards. */
async function refuseAppSet(grafana: Grafana, { set }: ImportOptions): Promise<void> {
  const state = set === 'app' ? await appState(grafana, app.id) : undefined;
  if (state === 'absent') {
    throw new ImportFailure(pluginMissing(app.id));
  }
  if (state === 'enabled') {
    throw new ImportFailure(appEnabled(app.id));
  }
}

/** The data sources by kind: the given one, or the only one of its kind. Other kinds are absent. */
function choose(all: readonly DataSource[], uids: ImportOptions['uids']): Map<Kind, DataSource> {
  const chosen = KINDS.flatMap((kind) => {
    const one = chooseDataSource(kind, all, uids[kind]);
    return one ? [[kind, one] as const] : [];
  });
  return new Map(chosen);
}

async function planDashboards(
  grafana: Grafana,
  dashboards: readonly Dashboard[],
  imported: Imported
): Promise<DashboardPlan[]> {
  const plans: DashboardPlan[] = [];
  for (const wanted of dashboards) {
    const found = await orFailure(grafana, () => findDashboard(grafana, wanted.uid));
    plans.push(
      found instanceof ImportFailure
        ? { wanted, step: { kind: 'failed', failure: found } }
        : {
            wanted,
            found,
            step: found ? dashboardStep(wanted, found) : missingStep(imported.has(`dashboard ${wanted.uid}`)),
          }
    );
  }
  return plans;
}

type Planned = Pick<Plan, 'dashboards' | 'alerts'>;

function foldersInUse({ dashboards, alerts }: Planned): string[] {
  return [
    ...dashboards.flatMap(({ found }) => found?.folderUid ?? []),
    ...alerts.rules.flatMap(({ found }) => found?.folderUID ?? []),
  ];
}

/** If everything was deleted, users did not choose individual objects to delete: the import starts over. */
function startOverIfEmpty(plan: Planned): Planned & Pick<Plan, 'forgotten'> {
  const { dashboards, alerts } = plan;
  const isLeft = [...dashboards, ...alerts.rules].some(({ step }) => step.kind !== 'deleted' && step.kind !== 'new');
  if (isLeft) {
    return { ...plan, forgotten: [] };
  }
  const asNew = <Entry extends { step: Step }>(entries: readonly Entry[]) =>
    entries.map((entry): Entry => ({ ...entry, step: { kind: 'new' } }));
  return {
    dashboards: asNew(dashboards),
    alerts: { ...alerts, rules: asNew(alerts.rules) },
    forgotten: [
      ...dashboards.filter(isDeleted).map(({ wanted: { uid } }) => `dashboard ${uid}`),
      ...alerts.rules.filter(isDeleted).map(({ wanted: { uid } }) => `rule ${uid}`),
    ],
  };
}

function isDeleted({ step }: { step: Step }): boolean {
  return step.kind === 'deleted';
}
