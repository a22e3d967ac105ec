import { fingerprint, isObject, type Json } from './canonical';
import { secondsOf } from './duration';

/** An alert rule to import, in the format of Grafana's provisioning API, with the members that the importer uses. */
export interface WantedRule extends Json {
  uid: string;
  title: string;
  ruleGroup: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  data: RuleQuery[];
}

/** An alert rule in Grafana, as the provisioning API returns it. */
export interface GrafanaRule extends Json {
  uid: string;
  title: string;
  ruleGroup: string;
  folderUID: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  data: RuleQuery[];
  /** The source of the rule, if it cannot be edited in Grafana. */
  provenance?: string;
}

export interface RuleQuery extends Json {
  refId: string;
  datasourceUid: string;
  model: Json;
}

/**
 * The annotation with the fingerprint of the last import. Grafana omits annotations with such names from
 * notifications.
 */
const IMPORT_MARK = '__eastwest_import__';

/** A rule with a mark of its content, which shows in Grafana what was imported. */
export function withMark(rule: WantedRule): WantedRule {
  const names = namesOf(rule);
  const mark = `${fingerprint(contentOfRule(rule, names))} ${JSON.stringify(names)}`;
  return { ...rule, annotations: { ...rule.annotations, [IMPORT_MARK]: mark } };
}

/** Whether a rule still equals the imported content according to its mark; undefined if it has no mark. */
export function isAsImported(rule: GrafanaRule): boolean | undefined {
  const mark = markOf(rule);
  return mark && fingerprint(contentOfRule(rule, mark.names)) === mark.content;
}

/** Whether the content to import is the content of the last import. */
export function wasImported(wanted: WantedRule, found: GrafanaRule): boolean {
  return fingerprint(contentOfRule(wanted, namesOf(wanted))) === markOf(found)?.content;
}

/** The names of the members that an import sets. They can differ between imports, so each mark contains its own. */
interface Names {
  members: string[];
  labels: string[];
  annotations: string[];
}

export function namesOf({ labels, annotations, ruleGroup: _place, ...members }: WantedRule): Names {
  return {
    members: Object.keys(members).sort(),
    labels: Object.keys(labels).sort(),
    annotations: Object.keys(annotations)
      .filter((name) => name !== IMPORT_MARK)
      .sort(),
  };
}

interface RuleContent extends Json {
  labels: Json;
  annotations: Json;
  data: RuleQuery[];
}

function markOf({ annotations }: Pick<GrafanaRule, 'annotations'>): { content: string; names: Names } | undefined {
  const [, content, names] = annotations?.[IMPORT_MARK]?.match(/^(\w+) (\{.*\})$/) ?? [];
  return content === undefined || names === undefined ? undefined : { content, names: readNames(names) };
}

/** The names in a mark, which can have been edited. Without valid names, the rule does not count as imported. */
function readNames(text: string): Names {
  const none: Names = { members: [], labels: [], annotations: [] };
  try {
    return { ...none, ...JSON.parse(text) };
  } catch {
    return none;
  }
}

/**
 * The part of a rule that an import sets. Users can add other labels and annotations. Marks are computed from it: a
 * change of its format makes every imported rule look edited.
 */
export function contentOfRule(rule: WantedRule | GrafanaRule, { members, labels, annotations }: Names): RuleContent {
  return {
    ...pick(rule, members),
    labels: pick(rule.labels, labels),
    annotations: pick(rule.annotations, annotations),
    for: secondsOf(rule.for),
    data: rule.data.map(asGrafanaKeeps),
  };
}

/** With the defaults that Grafana adds (observed in 12.4.0). */
function asGrafanaKeeps(query: RuleQuery): RuleQuery {
  return {
    queryType: '',
    relativeTimeRange: { from: 0, to: 0 },
    ...query,
    model: { intervalMs: 1_000, maxDataPoints: 43_200, ...query.model },
  };
}

function pick(object: unknown, names: readonly string[]): Json {
  const members = isObject(object) ? object : {};
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
