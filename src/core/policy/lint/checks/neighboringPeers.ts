import { type PodPeer } from '../../policies';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import { orInsteadOfAnd } from '../messages';
import { placeOfPeer } from '../place';
import { type LintedRule, ownNamespace } from '../rules';
import { selectorText } from '../../selectorText';

/**
 * Neighboring items with only a namespace selector and only a pod selector, which are alternatives. They are probably meant as one
 * item if the pods exist in these namespaces.
 */
export function alternativesInsteadOfBoth(context: LintContext): Found[] {
  return context.rules.flatMap((rule) => (rule.peers ?? []).flatMap((_, position) => findAt(context, rule, position)));
}

function findAt(context: LintContext, rule: LintedRule, position: number): Found[] {
  const { policy, peers = [] } = rule;
  const [first, second] = [peers[position], peers[position + 1]];
  if (first?.kind !== 'pods' || second?.kind !== 'pods' || policy.kind === 'ClusterNetworkPolicy') {
    return [];
  }
  const namespaces = [first, second].find(isNamespaceOnly)?.namespaceSelector;
  const pods = [first, second].find(isPodsOnly)?.podSelector;
  if (namespaces === undefined || pods === undefined || pods.requirements.length === 0) {
    return [];
  }
  const both = context.peersOf(policy, { kind: 'pods', namespaceSelector: namespaces, podSelector: pods });
  const own = ownNamespace(policy);
  if (!both.some(({ namespace }) => namespace !== own)) {
    return [];
  }
  const sentences = orInsteadOfAnd(rule, selectorText(namespaces), selectorText(pods));
  return [{ severity: 'warning', place: placeOfPeer(rule, position), ...sentences }];
}

function isNamespaceOnly({ namespaceSelector, podSelector }: PodPeer): boolean {
  return namespaceSelector !== undefined && podSelector === undefined;
}

function isPodsOnly({ namespaceSelector, podSelector }: PodPeer): boolean {
  return namespaceSelector === undefined && podSelector !== undefined;
}
