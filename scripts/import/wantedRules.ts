import { parse } from 'yaml';
import { alertFiles } from '../../alerts/files';
import { type AlertOptions } from '../../alerts/rule';
import { type Json } from './plan/canonical';
import { type DataSource, type Kind, kindOf, replaceUid } from './plan/dataSources';
import { secondsOf } from './plan/duration';
import { type RuleQuery, type WantedRule, withMark } from './plan/rule';

const GRAFANA_FILE = 'provisioning/alerting/eastwest.yaml';

/** A rule in the provisioning file, which names its panel in members too. */
interface FileRule extends Json {
  uid: string;
  title: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: RuleQuery[];
  dashboardUid?: string;
  panelId?: number;
}

interface ProvisioningFile {
  groups: Array<{ name: string; interval: string; rules: FileRule[] }>;
}

export interface CommittedRules {
  /** With the data source UIDs of the provisioning files in this repository. */
  rules: WantedRule[];
  /** The evaluation interval of each group, in seconds. */
  intervalSeconds: ReadonlyMap<string, number>;
}

/** The alert rules of Grafana's provisioning file, generated with these options. */
export function committedRules(options: AlertOptions): CommittedRules {
  const { groups }: ProvisioningFile = parse(alertFiles(options)[GRAFANA_FILE] ?? '');
  return {
    rules: groups.flatMap(({ name, rules }) => rules.map((rule) => inApiFormat(rule, name))),
    intervalSeconds: new Map(groups.map(({ name, interval }) => [name, secondsOf(interval)])),
  };
}

/** In the API, each rule names its group, and its panel in annotations only. */
function inApiFormat({ dashboardUid: _, panelId: __, ...rule }: FileRule, ruleGroup: string): WantedRule {
  return { ...rule, ruleGroup };
}

/** The rule with the data sources of that Grafana, and with the mark of an import. */
export function ruleFor(rule: WantedRule, chosen: ReadonlyMap<Kind, DataSource>): WantedRule {
  return withMark({ ...rule, data: rule.data.map((query) => queryFor(query, chosen)) });
}

function queryFor(query: RuleQuery, chosen: ReadonlyMap<Kind, DataSource>): RuleQuery {
  const kind = kindOf(query.datasourceUid);
  const uid = kind && chosen.get(kind)?.uid;
  return uid === undefined ? query : replaceUid(query, query.datasourceUid, uid);
}
