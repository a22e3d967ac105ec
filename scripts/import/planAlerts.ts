import app from '../../plugin.json';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { appState, groupAt, type GroupPlace, isDashboard, rulesOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { type Imported } from './grafana/imported';
import { orFailure } from './grafana/orFailure';
import { ImportFailure } from './importFailure';
import { ALERT_RULES, linksTo } from './messages';
import { type ImportOptions } from './options';
import { type Sources, splitBySources } from './plan/answerable';
import { type Dashboard } from './plan/dashboard';
import { groupStep } from './plan/groupStep';
import { retargetLinks, linkedUids } from './plan/links';
import { type GrafanaRule, isAsImported, type WantedRule } from './plan/rule';
import { ruleStep } from './plan/ruleStep';
import { missingStep, type Step } from './plan/step';
import { committedRules, ruleFor } from './wantedRules';

export interface RulePlan {
  wanted: WantedRule;
  found?: GrafanaRule;
  step: Step;
}

/** An existing group of rules. */
interface GroupPlan {
  place: GroupPlace;
  step: Step;
}

export interface AlertsPlan {
  rules: RulePlan[];
  groups: GroupPlan[];
  /** The intended evaluation interval of each group, in seconds. */
  intervalSeconds: ReadonlyMap<string, number>;
  /** Rules that query a kind of data source that does not exist in this Grafana. */
  skipped: WantedRule[];
  /** Rules that were imported earlier and are no longer part of Eastwest. */
  orphaned: GrafanaRule[];
  /** What could not be checked. */
  failures: Array<{ title: string; failure: ImportFailure }>;
}

export const NO_ALERTS: AlertsPlan = {
  ...{ rules: [], groups: [], intervalSeconds: new Map(), skipped: [], orphaned: [], failures: [] },
};

/** What the plan for alert rules depends on. */
export interface AlertsContext {
  sources: Sources;
  /** The dashboards that are imported together with the rules, which can link to them. */
  dashboards: readonly Dashboard[];
  imported: Imported;
}

/** Reads the alert rules in Grafana and plans their import. Changes nothing. */
export async function planAlerts(
  grafana: Grafana,
  { clusterLabel, runbooks }: ImportOptions,
  { sources, dashboards, imported }: AlertsContext
): Promise<AlertsPlan> {
  const { rules, intervalSeconds } = committedRules({ ...COMMITTED_OPTIONS, clusterLabel, runbooks });
  const { answerable, skipped } = splitBySources(rules, sources);
  const found = await orFailure(grafana, () => rulesOf(grafana));
  if (found instanceof ImportFailure) {
    return { ...NO_ALERTS, failures: [{ title: ALERT_RULES, failure: found }] };
  }
  const { there, failures } = await existingLinks(grafana, answerable, dashboards);
  const ours = new Set(rules.map(({ uid }) => uid));
  const oursFound = found.filter(({ uid }) => ours.has(uid));
  return {
    rules: answerable.map((rule) => {
      const linked = retargetLinks(rule, (uid) => there.has(uid));
      return planRule(ruleFor(linked, sources.chosen), found, imported);
    }),
    groups: await planGroups(grafana, oursFound, intervalSeconds),
    intervalSeconds,
    skipped,
    orphaned: found.filter((rule) => isAsImported(rule) !== undefined && !ours.has(rule.uid)),
    failures,
  };
}

/** What rules can link to: the dashboards to import, others that exist, and the app if it is enabled. */
async function existingLinks(grafana: Grafana, rules: readonly WantedRule[], dashboards: readonly Dashboard[]) {
  const there = new Set(dashboards.map(({ uid }) => uid));
  const failures: AlertsPlan['failures'] = [];
  for (const uid of linkedUids(rules).filter((one) => !there.has(one))) {
    const isThere = await orFailure(grafana, () => isLinkable(grafana, uid));
    if (isThere instanceof ImportFailure) {
      failures.push({ title: linksTo(uid), failure: isThere });
    } else if (isThere) {
      there.add(uid);
    }
  }
  return { there, failures };
}

async function isLinkable(grafana: Grafana, uid: string): Promise<boolean> {
  return uid === app.id ? (await appState(grafana, uid)) === 'enabled' : isDashboard(grafana, uid);
}

function planRule(wanted: WantedRule, all: readonly GrafanaRule[], imported: Imported): RulePlan {
  const found = all.find(({ uid }) => uid === wanted.uid);
  return { wanted, found, step: found ? ruleStep(wanted, found) : missingStep(imported.has(`rule ${wanted.uid}`)) };
}

/** The existing groups of Eastwest rules, in all folders. */
async function planGroups(
  grafana: Grafana,
  rules: readonly GrafanaRule[],
  intervalSeconds: AlertsPlan['intervalSeconds']
): Promise<GroupPlan[]> {
  const places = new Map<string, GroupPlace>();
  for (const { folderUID: folderUid, ruleGroup: name } of rules) {
    places.set(`${folderUid}/${name}`, { folderUid, name });
  }
  const plans: GroupPlan[] = [];
  for (const place of places.values()) {
    const wantedSeconds = intervalSeconds.get(place.name);
    // Groups with other names belong to users.
    if (wantedSeconds !== undefined) {
      const group = await orFailure(grafana, () => groupAt(grafana, place));
      const step: Step =
        group instanceof ImportFailure ? { kind: 'failed', failure: group } : groupStep(wantedSeconds, group);
      plans.push({ place, step });
    }
  }
  return plans;
}
