import { alertGroups } from '../../alerts/all';
import { grafanaRule } from '../../alerts/grafanaRules';
import { type AlertOptions } from '../../alerts/rule';
import { type DataSource, type Kind, kindOf, replaceUid } from './plan/dataSources';
import { type RuleQuery, type WantedRule, withMark } from './plan/rule';

/** The alert rules as they are committed, to be asked of the data sources of our own provisioning files. */
export function committedRules(options: AlertOptions): WantedRule[] {
  return alertGroups(options).flatMap(({ name, rules }) =>
    rules.map((rule) => ({ ...grafanaRule(rule, options), ruleGroup: name }))
  );
}

/** The kinds of data sources that rules ask. */
export function kindsOf(rules: readonly WantedRule[]): Kind[] {
  const kinds = rules.flatMap(({ data }) => data.map(({ datasourceUid }) => kindOf(datasourceUid)));
  return [...new Set(kinds.filter((kind) => kind !== undefined))];
}

/** The same rule, asked of the data sources of that Grafana, and marked as imported. */
export function ruleFor(rule: WantedRule, chosen: ReadonlyMap<Kind, DataSource>): WantedRule {
  return withMark({ ...rule, data: rule.data.map((query) => queryFor(query, chosen)) });
}

function queryFor(query: RuleQuery, chosen: ReadonlyMap<Kind, DataSource>): RuleQuery {
  const kind = kindOf(query.datasourceUid);
  const uid = kind && chosen.get(kind)?.uid;
  return uid === undefined ? query : (replaceUid(query, query.datasourceUid, uid) as RuleQuery);
}
