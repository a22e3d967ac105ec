import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { groupAt, type GroupPlace, isDashboard, rulesOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { type Imported } from './grafana/imported';
import { orFailure } from './grafana/orFailure';
import { ImportFailure } from './importFailure';
import { type ImportOptions } from './options';
import { type Sources, splitBySources } from './plan/askable';
import { type Dashboard } from './plan/dashboard';
import { groupStep } from './plan/groupStep';
import { leadTo, linkedUids } from './plan/links';
import { type GrafanaRule, isAsImported, type WantedRule } from './plan/rule';
import { ruleStep } from './plan/ruleStep';
import { missingStep, type Step } from './plan/step';
import { committedRules, ruleFor } from './wantedRules';

export interface RulePlan {
  wanted: WantedRule;
  found?: GrafanaRule;
  step: Step;
}

/** A group of rules that is there. */
export interface GroupPlan {
  place: GroupPlace;
  step: Step;
}

export interface AlertsPlan {
  rules: RulePlan[];
  groups: GroupPlan[];
  /** How often each group is to be evaluated, in seconds. */
  intervalSeconds: ReadonlyMap<string, number>;
  /** Rules that ask a kind of data source that this Grafana does not have. */
  leftOut: WantedRule[];
  /** Rules that an earlier import brought and that are not among ours any more. */
  leftOver: GrafanaRule[];
  /** What could not be looked at. */
  failures: Array<{ title: string; failure: ImportFailure }>;
}

export const NO_ALERTS: AlertsPlan = {
  ...{ rules: [], groups: [], intervalSeconds: new Map(), leftOut: [], leftOver: [], failures: [] },
};

/** What the alert rules are planned by. */
export interface AlertsContext {
  sources: Sources;
  /** What is imported with them: the rules may lead there. */
  dashboards: readonly Dashboard[];
  imported: Imported;
}

/** Looks at the alert rules that are in Grafana. Changes nothing. */
export async function planAlerts(
  grafana: Grafana,
  { clusterLabel, runbooks }: ImportOptions,
  { sources, dashboards, imported }: AlertsContext
): Promise<AlertsPlan> {
  const { rules, intervalSeconds } = committedRules({ ...COMMITTED_OPTIONS, clusterLabel, runbooks });
  const { askable, leftOut } = splitBySources(rules, sources);
  const found = await orFailure(grafana, () => rulesOf(grafana));
  if (found instanceof ImportFailure) {
    return { ...NO_ALERTS, failures: [{ title: 'Alert rules', failure: found }] };
  }
  const { there, failures } = await linkedDashboards(grafana, askable, dashboards);
  const ours = new Set(rules.map(({ uid }) => uid));
  const oursFound = found.filter(({ uid }) => ours.has(uid));
  return {
    rules: askable.map((rule) => {
      const linked = leadTo(rule, (uid) => there.has(uid));
      return planRule(ruleFor(linked, sources.chosen), found, imported);
    }),
    groups: await planGroups(grafana, oursFound, intervalSeconds),
    intervalSeconds,
    leftOut,
    leftOver: found.filter((rule) => isAsImported(rule) !== undefined && !ours.has(rule.uid)),
    failures,
  };
}

/** The dashboards that rules may lead to: those that are imported, and others that are there. */
async function linkedDashboards(grafana: Grafana, rules: readonly WantedRule[], dashboards: readonly Dashboard[]) {
  const there = new Set(dashboards.map(({ uid }) => uid));
  const failures: AlertsPlan['failures'] = [];
  for (const uid of linkedUids(rules).filter((one) => !there.has(one))) {
    const isThere = await orFailure(grafana, () => isDashboard(grafana, uid));
    if (isThere instanceof ImportFailure) {
      failures.push({ title: `Links of alert rules to the dashboard ${uid}`, failure: isThere });
    } else if (isThere) {
      there.add(uid);
    }
  }
  return { there, failures };
}

function planRule(wanted: WantedRule, all: readonly GrafanaRule[], imported: Imported): RulePlan {
  const found = all.find(({ uid }) => uid === wanted.uid);
  return { wanted, found, step: found ? ruleStep(wanted, found) : missingStep(imported.has(`rule ${wanted.uid}`)) };
}

/** The groups of ours that are there, in each folder in which they are. */
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
    // Groups of other names are people's own.
    if (wantedSeconds !== undefined) {
      const group = await orFailure(grafana, () => groupAt(grafana, place));
      const step: Step =
        group instanceof ImportFailure ? { kind: 'failed', failure: group } : groupStep(wantedSeconds, group);
      plans.push({ place, step });
    }
  }
  return plans;
}
