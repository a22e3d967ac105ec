import { parse } from 'yaml';
import { alertFiles } from '../../alerts/files';
import { type AlertOptions } from '../../alerts/rule';
import { type Json } from './plan/canonical';
import { type DataSource, type Kind, kindOf, replaceUid } from './plan/dataSources';
import { secondsOf } from './plan/duration';
import { type RuleQuery, type WantedRule, withMark } from './plan/rule';

const GRAFANA_FILE = 'provisioning/alerting/eastwest.yaml';

interface ProvisioningFile {
  groups: Array<{ name: string; interval: string; rules: Array<Omit<WantedRule, 'ruleGroup'>> }>;
}

export interface CommittedRules {
  /** To be asked of the data sources of our own provisioning files. */
  rules: WantedRule[];
  /** How often each group is evaluated. */
  intervalSeconds: ReadonlyMap<string, number>;
}

/** The alert rules of Grafana's provisioning file, for another place. */
export function committedRules(options: AlertOptions): CommittedRules {
  const { groups }: ProvisioningFile = parse(alertFiles(options)[GRAFANA_FILE] ?? '');
  return {
    rules: groups.flatMap(({ name, rules }) => rules.map((rule) => asApiTakes(rule, name))),
    intervalSeconds: new Map(groups.map(({ name, interval }) => [name, secondsOf(interval)])),
  };
}

/** The API takes the group with each rule, and a rule's panel by annotations, which the file has, too. */
function asApiTakes({ dashboardUid: _, panelId: __, ...rule }: Omit<WantedRule, 'ruleGroup'>, ruleGroup: string) {
  return { ...rule, ruleGroup } as WantedRule;
}

/** The same rule, asked of the data sources of that Grafana, and marked as imported. */
export function ruleFor(rule: WantedRule, chosen: ReadonlyMap<Kind, DataSource>): WantedRule {
  return withMark({ ...rule, data: rule.data.map((query) => queryFor(query, chosen)) });
}

function queryFor(query: RuleQuery, chosen: ReadonlyMap<Kind, DataSource>): RuleQuery {
  const kind = kindOf(query.datasourceUid);
  const uid = kind && chosen.get(kind)?.uid;
  return uid === undefined ? query : (replaceUid(query as Json, query.datasourceUid, uid) as RuleQuery);
}
