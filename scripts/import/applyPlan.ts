import { createFolder, createRule, replaceRule, saveDashboard, setInterval } from './grafana/api';
import { type Grafana } from './grafana/client';
import { type DashboardPlan, type Plan } from './makePlan';
import { type RulePlan } from './planAlerts';
import { keepChoices } from './plan/dashboard';
import { overRule } from './plan/ruleStep';
import { isWritten } from './plan/step';

/** Does what the plan says. Stops at the first refusal; what is written by then, the next run finds unchanged. */
export async function applyPlan(grafana: Grafana, plan: Plan, mayOverwrite: boolean): Promise<void> {
  const dashboards = plan.dashboards.filter(({ step }) => isWritten(step, mayOverwrite));
  const rules = plan.alerts.rules.filter(({ step }) => isWritten(step, mayOverwrite));
  const isFolderNeeded = [...dashboards, ...rules].some(({ found }) => found === undefined);
  const folderUid = plan.folder.uid ?? (isFolderNeeded ? await createFolder(grafana, plan.folder.title) : '');
  // One after the other: alert rules of one group are written to the same row.
  for (const dashboard of dashboards) {
    await writeDashboard(grafana, dashboard, folderUid);
  }
  for (const rule of rules) {
    await writeRule(grafana, rule, folderUid);
  }
  for (const [name, seconds] of plan.alerts.newGroups) {
    if (rules.some(({ wanted }) => wanted.ruleGroup === name)) {
      await setInterval(grafana, { folderUid, name }, seconds);
    }
  }
}

function writeDashboard(grafana: Grafana, { wanted, found }: DashboardPlan, folderUid: string): Promise<void> {
  if (!found) {
    return saveDashboard(grafana, wanted, { folderUid, version: 0 });
  }
  const place = { folderUid: found.folderUid, version: Number(found.dashboard.version) };
  return saveDashboard(grafana, keepChoices(wanted, found.dashboard), place);
}

function writeRule(grafana: Grafana, { wanted, found }: RulePlan, folderUid: string): Promise<void> {
  return found
    ? replaceRule(grafana, overRule(found, wanted))
    : createRule(grafana, { ...wanted, folderUID: folderUid });
}
