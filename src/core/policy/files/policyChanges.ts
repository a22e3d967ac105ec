import { diffLines } from 'diff';
import { Document } from 'yaml';
import { type Policy, policyName } from '../policies';
import { manifestOf } from './manifest';
import { yamlText } from './policyFile';

/** A line of policies that is in both versions, or only in one. */
export interface ChangedLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/**
 * What policies change in those of the cluster with the same kind and name, without comments and annotations. Kinds of Amazon are
 * not compared.
 */
export function policyChanges(cluster: readonly Policy[], applied: readonly Policy[]): ChangedLine[] {
  const byName = new Map(cluster.map((policy) => [policyName(policy), policy]));
  return applied.flatMap((policy) => {
    const before = byName.get(policyName(policy));
    return diffLines(before ? textOf(before) : '', textOf(policy)).flatMap(({ value, added, removed }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((text): ChangedLine => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text }))
    );
  });
}

function textOf(policy: Policy): string {
  return policy.kind === 'NetworkPolicy' ? yamlText(new Document(manifestOf(policy))) : '';
}
