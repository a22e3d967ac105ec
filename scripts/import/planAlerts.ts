import { isDashboard, rulesOf } from './grafana/api';
import { type Grafana } from './grafana/client';
import { type ImportOptions } from './options';
import { type Sources, splitBySources } from './plan/askable';
import { COMMITTED_OPTIONS } from '../../alerts/rule';
import { type Dashboard } from './plan/dashboard';
import { leadTo, linkedUids } from './plan/links';
import { type GrafanaRule, isAsImported, type WantedRule } from './plan/rule';
import { ruleStep } from './plan/ruleStep';
import { type Step } from './plan/step';
import { committedRules, ruleFor } from './wantedRules';

export interface RulePlan {
  wanted: WantedRule;
  found?: GrafanaRule;
  step: Step;
}

export interface AlertsPlan {
  rules: RulePlan[];
  /** Of groups that are not there yet: how often they are to be evaluated, in seconds. */
  newGroups: ReadonlyMap<string, number>;
  /** Rules that ask a kind of data source that this Grafana does not have. */
  leftOut: WantedRule[];
  /** Rules that an earlier import brought and that are not among ours any more. */
  leftOver: GrafanaRule[];
}

export const NO_ALERTS: AlertsPlan = { rules: [], newGroups: new Map(), leftOut: [], leftOver: [] };

/**
 * Looks at the alert rules that are in Grafana. Changes nothing.
 *
 * @param dashboards that are imported with them: the rules may lead there.
 */
export async function planAlerts(
  grafana: Grafana,
  { clusterLabel, runbooks, url }: ImportOptions,
  dashboards: readonly Dashboard[],
  sources: Sources
): Promise<AlertsPlan> {
  const { rules, intervalSeconds } = committedRules({ ...COMMITTED_OPTIONS, clusterLabel, runbooks, grafana: url });
  const { askable, leftOut } = splitBySources(rules, sources);
  const linked = await leadToExisting(grafana, askable, dashboards);
  const found = await rulesOf(grafana);
  const groups = new Set(found.map(({ ruleGroup }) => ruleGroup));
  const ours = new Set(rules.map(({ uid }) => uid));
  return {
    rules: linked.map((rule) => planRule(ruleFor(rule, sources.chosen), found)),
    newGroups: new Map([...intervalSeconds].filter(([name]) => !groups.has(name))),
    leftOut,
    leftOver: found.filter((rule) => isAsImported(rule) !== undefined && !ours.has(rule.uid)),
  };
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
