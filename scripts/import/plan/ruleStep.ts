import { differingMembers, named, namedDifferences } from './named';
import {
  contentOfRule,
  type GrafanaRule,
  isAsImported,
  namesOf,
  type RuleQuery,
  wasImported,
  type WantedRule,
} from './rule';
import { type Step } from './step';

/** Told apart from the other members of a rule. */
const LISTS = ['labels', 'annotations', 'data'];

export function ruleStep(wanted: WantedRule, found: GrafanaRule): Step {
  const changes = ruleChanges(found, wanted);
  if (changes.length === 0) {
    return { kind: 'unchanged' };
  }
  if (isLocked(found)) {
    return { kind: 'locked', why: `Grafana has it from another place (${found.provenance}): remove it there` };
  }
  const isOurs = isAsImported(found);
  const hasNews = !wasImported(wanted, found);
  if (hasNews && isOurs) {
    return { kind: 'changed', changes };
  }
  const why =
    isOurs === undefined ? 'there already, and not imported by us' : 'changed in Grafana since the last import';
  return { kind: 'edited', why, theirs: [], changes, hasNews };
}

/** A rule to write over the one that is there: its place, and all that we say nothing about, stay. */
export function overRule(found: GrafanaRule, wanted: WantedRule): GrafanaRule {
  return {
    ...found,
    ...wanted,
    ruleGroup: found.ruleGroup,
    labels: { ...found.labels, ...wanted.labels },
    annotations: { ...found.annotations, ...wanted.annotations },
  };
}

/** What makes `after` another rule than the one in Grafana, a line each; none if they say the same. */
export function ruleChanges(before: GrafanaRule, after: WantedRule): string[] {
  const names = namesOf(after);
  const [old, now] = [contentOfRule(before, names), contentOfRule(after, names)];
  const members = differingMembers(old, now).filter((name) => !LISTS.includes(name));
  const texts = ['labels', 'annotations'].flatMap((list) =>
    differingMembers(old[list] as object, now[list] as object).map((name) => `${list.slice(0, -1)} ${name} changed`)
  );
  const queries = namedDifferences(old.data as RuleQuery[], now.data as RuleQuery[], ({ refId }) => refId);
  return [
    ...(members.length > 0 ? [`${members.join(', ')} changed`] : []),
    ...texts,
    ...named('query', queries, (a, b) => `changed: ${queryMembers(a, b).join(', ')}`),
  ];
}

function queryMembers(before: RuleQuery, after: RuleQuery): string[] {
  return [
    ...differingMembers(before, after).filter((name) => name !== 'model'),
    ...differingMembers(before.model, after.model),
  ];
}

/** Grafana lets its API change only what came over it, or from its editor. */
function isLocked({ provenance = '' }: GrafanaRule): boolean {
  return provenance !== '' && provenance !== 'api';
}
