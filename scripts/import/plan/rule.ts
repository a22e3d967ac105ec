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
  const names = namesOf(rule);
  const mark = `${fingerprint(contentOfRule(rule, names))} ${JSON.stringify(names)}`;
  return { ...rule, annotations: { ...rule.annotations, [IMPORT_MARK]: mark } };
}

/** Whether a rule is still what its mark says was imported; undefined where it has none. */
export function isAsImported(rule: GrafanaRule): boolean | undefined {
  const mark = markOf(rule);
  return mark && fingerprint(contentOfRule(rule, mark.names)) === mark.content;
}

/** Whether what is wanted is what was imported last. */
export function wasImported(wanted: WantedRule, found: GrafanaRule): boolean {
  return fingerprint(contentOfRule(wanted, namesOf(wanted))) === markOf(found)?.content;
}

/** What an import says something about. Another one can say more or less: a mark holds the names of its own. */
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

function markOf({ annotations }: Pick<GrafanaRule, 'annotations'>): { content: string; names: Names } | undefined {
  const [, content, names] = annotations?.[IMPORT_MARK]?.match(/^(\w+) (\{.*\})$/) ?? [];
  return content === undefined || names === undefined ? undefined : { content, names: readNames(names) };
}

/** Somebody can have edited it: then nothing is as it was imported. */
function readNames(text: string): Names {
  const none: Names = { members: [], labels: [], annotations: [] };
  try {
    return { ...none, ...JSON.parse(text) };
  } catch {
    return none;
  }
}

/**
 * What we say about a rule. Labels and annotations of other names are somebody's own. Marks are made of it:
 * to change how it is written makes every imported rule look as if somebody had changed it.
 */
export function contentOfRule(rule: WantedRule | GrafanaRule, { members, labels, annotations }: Names): Json {
  return {
    ...pick(rule, members),
    labels: pick(rule.labels, labels),
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

function pick(object: unknown, names: readonly string[]): Json {
  const members = isObject(object) ? object : {};
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
