import {
  createFolder,
  createRule,
  findDashboard,
  groupAt,
  type GroupPlace,
  replaceGroup,
  replaceRule,
  rulesOf,
  saveDashboard,
  unlessThere,
} from './grafana/api';
import { type Grafana } from './grafana/client';
import { noteForgotten, noteImported } from './grafana/imported';
import { orFailure } from './grafana/orFailure';
import { ImportFailure } from './importFailure';
import { type DashboardPlan, importedAccordingToMarks, type Plan } from './makePlan';
import { group as groupTitle, NOTE_OF_IMPORTS, NOTE_OF_RESTART } from './messages';
import { keepChoices } from './plan/dashboard';
import { dashboardStep } from './plan/dashboardStep';
import { withInterval } from './plan/groupStep';
import { mergeRule, ruleStep } from './plan/ruleStep';
import { isWritten, type Step } from './plan/step';
import { type AlertsPlan, type RulePlan } from './planAlerts';

export interface Outcome {
  /** Number of dashboards, rules, and existing groups that were written. */
  written: number;
  failures: Array<{ title: string; failure: ImportFailure }>;
  /** Why the import ended before everything was tried. */
  end?: ImportFailure;
}

/** One object to write. */
interface Write {
  title: string;
  write: () => Promise<void>;
  /** The name of the object in the record of imports, if it can be deleted. */
  name?: string;
  /** The group of a new rule. */
  newIn?: string;
}

/**
 * Carries out the plan, one object after the other. A failure does not stop the others: the next run finds and writes what
 * is missing.
 */
export async function applyPlan(grafana: Grafana, plan: Plan, mayOverwrite: boolean): Promise<Outcome> {
  const outcome: Outcome = { written: 0, failures: [] };
  const folderUid = once(() => folderUidOf(grafana, plan));
  if (plan.forgotten.length > 0) {
    // Required first: otherwise the next import would take objects that fail now for deleted ones.
    const forget = { title: NOTE_OF_RESTART, write: () => noteForgotten(grafana, plan.forgotten) };
    await writeAll(grafana, [forget], outcome);
    if (outcome.failures.length > 0 || outcome.end) {
      return outcome;
    }
  }
  const done = await writeAll(grafana, writesOf(grafana, plan, { mayOverwrite, folderUid }), outcome);
  outcome.written = done.length;
  const newGroups = new Set(done.flatMap(({ newIn }) => newIn ?? []));
  if (newGroups.size > 0 && !outcome.end) {
    const places = [...newGroups].map(async (name) => ({ folderUid: await folderUid(), name }));
    await writeAll(grafana, newIntervals(grafana, plan, await Promise.all(places)), outcome);
  }
  if (!outcome.end) {
    await writeAll(grafana, note(grafana, plan, done), outcome);
  }
  return outcome;
}

/** @returns the writes that succeeded */
async function writeAll(grafana: Grafana, writes: readonly Write[], outcome: Outcome): Promise<Write[]> {
  const done: Write[] = [];
  try {
    for (const write of writes) {
      const result = await orFailure(grafana, write.write);
      if (result instanceof ImportFailure) {
        outcome.failures.push({ title: write.title, failure: result });
      } else {
        done.push(write);
      }
    }
  } catch (error) {
    if (!(error instanceof ImportFailure)) {
      throw error;
    }
    outcome.end = error;
  }
  return done;
}

interface Placing {
  mayOverwrite: boolean;
  folderUid: () => Promise<string>;
}

function writesOf(grafana: Grafana, { dashboards, alerts }: Plan, { mayOverwrite, folderUid }: Placing): Write[] {
  const wanted = <Entry extends { step: Step }>(entries: readonly Entry[]) =>
    entries.filter(({ step }) => isWritten(step, mayOverwrite));
  return [
    ...wanted(dashboards).map((dashboard) => ({
      title: dashboard.wanted.title,
      name: `dashboard ${dashboard.wanted.uid}`,
      write: () => writeDashboard(grafana, dashboard, folderUid),
    })),
    ...wanted(alerts.rules).map((rule) => ({
      title: rule.wanted.title,
      name: `rule ${rule.wanted.uid}`,
      ...(!rule.found && { newIn: rule.wanted.ruleGroup }),
      write: () => writeRule(grafana, rule, folderUid),
    })),
    ...wanted(alerts.groups).map(({ place }) => intervalWrite(grafana, place, alerts)),
  ];
}

/** Writes of the intervals of groups that Grafana created for new rules. */
function newIntervals(grafana: Grafana, { alerts }: Plan, places: readonly GroupPlace[]): Write[] {
  const isThere = ({ folderUid, name }: GroupPlace) =>
    alerts.groups.some(({ place }) => place.folderUid === folderUid && place.name === name);
  return places.filter((place) => !isThere(place)).map((place) => intervalWrite(grafana, place, alerts));
}

/** The write that adds new entries to the record of imports, if there are any. */
function note(grafana: Grafana, plan: Plan, done: readonly Write[]): Write[] {
  const { imported } = plan;
  if (imported instanceof ImportFailure) {
    return [];
  }
  const names = [...importedAccordingToMarks(plan), ...done.flatMap(({ name }) => name ?? [])];
  const missing = names.filter((name) => !imported.has(name) || plan.forgotten.includes(name));
  return missing.length === 0 ? [] : [{ title: NOTE_OF_IMPORTS, write: () => noteImported(grafana, missing) }];
}

async function folderUidOf(grafana: Grafana, { folder }: Plan): Promise<string> {
  if (folder instanceof ImportFailure) {
    throw folder;
  }
  return folder.uid ?? createFolder(grafana, folder.title);
}

async function writeDashboard(
  grafana: Grafana,
  { wanted, found }: DashboardPlan,
  folderUid: () => Promise<string>
): Promise<void> {
  const dashboard = found ? keepChoices(wanted, found.dashboard) : wanted;
  const place = { folderUid: found?.folderUid ?? (await folderUid()), version: Number(found?.dashboard.version ?? 0) };
  await unlessThere(
    () => saveDashboard(grafana, dashboard, place),
    async () => isAsWanted(await findDashboard(grafana, wanted.uid), (now) => dashboardStep(wanted, now))
  );
}

async function writeRule(
  grafana: Grafana,
  { wanted, found }: RulePlan,
  folderUid: () => Promise<string>
): Promise<void> {
  if (found) {
    return replaceRule(grafana, mergeRule(found, wanted));
  }
  const rule = { ...wanted, folderUID: await folderUid() };
  await unlessThere(
    () => createRule(grafana, rule),
    async () => {
      const now = (await rulesOf(grafana)).find(({ uid }) => uid === wanted.uid);
      return isAsWanted(now, (one) => ruleStep(wanted, one));
    }
  );
}

function isAsWanted<Found>(now: Found | undefined, stepOf: (now: Found) => Step): boolean {
  return now !== undefined && stepOf(now).kind === 'unchanged';
}

function intervalWrite(grafana: Grafana, place: GroupPlace, { rules, intervalSeconds }: AlertsPlan): Write {
  const ours = new Set(rules.map(({ wanted: { uid } }) => uid));
  const write = async () => {
    const group = await groupAt(grafana, place);
    const seconds = intervalSeconds.get(place.name) ?? group.interval;
    await replaceGroup(
      grafana,
      place,
      withInterval(group, seconds, (uid) => ours.has(uid))
    );
  };
  return { title: groupTitle(place.name), write };
}

/** Calls `make` once and returns the same promise for every call. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
