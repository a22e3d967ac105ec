import { searchedWindow } from '../../core/alert/alertSeries';
import { type AlertLink } from '../../core/alert/alertLink';
import { readRules, type RulesOfAlert } from '../../core/alert/grafanaRules';
import { readStateHistory } from '../../core/alert/stateHistory';
import { type ActiveTime } from '../../core/alert/activeTime';
import { failureMessage } from '../../datasource/results/failure';
import { getJson } from './getJson';
import { historyUnreadable, rulesUnreadable, UNKNOWN_ERROR } from './messages';

const RULES = '/api/prometheus/grafana/api/v1/rules';
const HISTORY = '/api/v1/rules/history';

/** What Grafana knows about an alert of its own rules, and sentences about what it does not disclose. */
export interface GrafanaKnowledge extends Omit<RulesOfAlert, 'uids'> {
  problems: string[];
}

/** Reads the rules with the name of the alert, and their history. Never rejects. */
export async function readGrafana(alert: AlertLink, nowMs: number): Promise<GrafanaKnowledge> {
  if (alert.rule === undefined) {
    return { active: [], dataSourceUids: [], problems: [] };
  }
  try {
    // Grafana returns the rules with exactly this name. Versions that do not know the parameter return all rules.
    const response = await getJson(RULES, { rule_name: alert.rule });
    const { uids, active, dataSourceUids } = readRules(response, alert, nowMs);
    const histories = await Promise.all(uids.map((uid) => readHistory(uid, alert, nowMs)));
    return {
      dataSourceUids,
      active: [...active, ...histories.flatMap((history) => history.active)],
      problems: histories.flatMap(({ problems }) => problems),
    };
  } catch (failure) {
    return { active: [], dataSourceUids: [], problems: [rulesUnreadable(failureMessage(failure) ?? UNKNOWN_ERROR)] };
  }
}

async function readHistory(
  ruleUID: string,
  { labels }: AlertLink,
  nowMs: number
): Promise<{ active: ActiveTime[]; problems: string[] }> {
  const { startMs, endMs } = searchedWindow(nowMs);
  try {
    const inSeconds = { from: Math.floor(startMs / 1_000), to: Math.ceil(endMs / 1_000) };
    const response = await getJson(HISTORY, { ruleUID, ...inSeconds });
    return { active: readStateHistory(response, labels, nowMs), problems: [] };
  } catch (failure) {
    return { active: [], problems: [historyUnreadable(failureMessage(failure) ?? UNKNOWN_ERROR)] };
  }
}
