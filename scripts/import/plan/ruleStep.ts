import { CHANGED_SINCE_IMPORT, changedMembers, managedElsewhere, NOT_IMPORTED, ruleTextChanged } from '../messages';
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

/** Members whose changes are listed separately. */
const LISTS = ['labels', 'annotations', 'data'];

export function ruleStep(wanted: WantedRule, found: GrafanaRule): Step {
  const changes = ruleChanges(found, wanted);
  if (changes.length === 0) {
    return { kind: 'unchanged' };
  }
  if (isLocked(found)) {
    return { kind: 'locked', why: managedElsewhere(found.provenance ?? '') };
  }
  const isOurs = isAsImported(found);
  const hasNews = !wasImported(wanted, found);
  if (hasNews && isOurs) {
    return { kind: 'changed', changes };
  }
  const why = isOurs === undefined ? NOT_IMPORTED : CHANGED_SINCE_IMPORT;
  return { kind: 'edited', why, theirs: [], changes, hasNews };
}

/** A rule that updates an existing one. Its group and all members that an import does not set are kept. */
export function mergeRule(found: GrafanaRule, wanted: WantedRule): GrafanaRule {
  return {
    ...found,
    ...wanted,
    ruleGroup: found.ruleGroup,
    labels: { ...found.labels, ...wanted.labels },
    annotations: { ...found.annotations, ...wanted.annotations },
  };
}

/** The changes from the rule in Grafana to the one to import, one line each. Empty if they are the same. */
function ruleChanges(before: GrafanaRule, after: WantedRule): string[] {
  const names = namesOf(after);
  const [old, now] = [contentOfRule(before, names), contentOfRule(after, names)];
  const members = differingMembers(old, now).filter((name) => !LISTS.includes(name));
  const labels = differingMembers(old.labels, now.labels).map((name) => `label ${name}`);
  const annotations = differingMembers(old.annotations, now.annotations).map((name) => `annotation ${name}`);
  const queries = namedDifferences(old.data, now.data, ({ refId }) => refId);
  return [
    ...(members.length > 0 ? [ruleTextChanged(members.join(', '))] : []),
    ...[...labels, ...annotations].map(ruleTextChanged),
    ...named('query', queries, (a, b) => changedMembers(queryMembers(a, b))),
  ];
}

function queryMembers(before: RuleQuery, after: RuleQuery): string[] {
  return [
    ...differingMembers(before, after).filter((name) => name !== 'model'),
    ...differingMembers(before.model, after.model),
  ];
}

/** The API can change only rules that were created with it or in Grafana's editor. */
function isLocked({ provenance = '' }: GrafanaRule): boolean {
  return provenance !== '' && provenance !== 'api';
}
