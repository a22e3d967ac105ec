import { fingerprint, isObject, type Json } from './canonical';
import { secondsOf } from './duration';

/** A rule of ours as Grafana's provisioning API takes it, of which only this is looked into. */
export interface WantedRule extends Json {
  uid: string;
  title: string;
  ruleGroup: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: RuleQuery[];
}

/** A rule as that API gives it: where it is, and who may change it. */
export interface GrafanaRule extends Json {
  uid: string;
  title: string;
  ruleGroup: string;
  folderUID: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  data: RuleQuery[];
  /** Where it came from, if its editor may not change it. */
  provenance?: string;
}

export interface RuleQuery extends Json {
  refId: string;
  datasourceUid: string;
  model: Json;
}

/**
 * The annotation that holds what was imported last. Grafana leaves annotations with such names out of its
 * notifications.
 */
export const IMPORT_MARK = '__eastwest_import__';

/** A rule that says in Grafana what it was when it was imported. */
export function withMark(rule: WantedRule): WantedRule {
  return { ...rule, annotations: { ...rule.annotations, [IMPORT_MARK]: fingerprint(contentOfRule(rule, rule)) } };
}

export function markOf({ annotations }: Pick<GrafanaRule, 'annotations'>): string | undefined {
  return annotations?.[IMPORT_MARK];
}

/**
 * What we say about a rule. Labels and annotations of other names are somebody's own. Marks are made of it:
 * to change how it is written makes every imported rule look as if somebody had changed it.
 */
export function contentOfRule(rule: WantedRule | GrafanaRule, wanted: WantedRule): Json {
  const { [IMPORT_MARK]: _, ...annotations } = wanted.annotations;
  const { ruleGroup: _place, ...names } = wanted;
  return {
    ...pick(rule, names),
    labels: pick(rule.labels, wanted.labels),
    annotations: pick(rule.annotations, annotations),
    for: secondsOf(rule.for),
    data: rule.data.map(asGrafanaKeeps),
  };
}

/** With what Grafana fills in (seen in 12.4.0). */
function asGrafanaKeeps(query: RuleQuery): Json {
  return {
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    ...query,
    model: { intervalMs: 1_000, maxDataPoints: 43_200, ...query.model },
  };
}

function pick(object: unknown, names: object): Json {
  const members = isObject(object) ? object : {};
  return Object.fromEntries(Object.keys(names).map((name) => [name, members[name]]));
}
