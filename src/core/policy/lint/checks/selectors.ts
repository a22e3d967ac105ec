import { type PodPeer } from '../../policies';
import { type LabelSelector } from '../../selector';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import {
  namespaceUnknown,
  noSuchNamespace,
  noSuchPeer,
  policyWithoutPods,
  type SelectorHints,
  subjectWithoutNamespaces,
} from '../messages';
import { nearestLabel, type LabeledObject, unmetRequirement } from '../nearestLabel';
import { placeOfPeer, placeOfSubject } from '../place';
import { type PodGroup } from '../podGroups';
import { type LintedRule, ownNamespace } from '../rules';
import { selectorText } from '../../selectorText';

const ALL: LabelSelector = { requirements: [] };

/** Policies that select no pods. */
export function policiesWithoutPods(context: LintContext): Found[] {
  if (!hasPods(context)) {
    return [];
  }
  return context.policies.flatMap((policy): Found[] => {
    if (context.subjectsOf(policy).length > 0) {
      return [];
    }
    const place = placeOfSubject(policy);
    if (policy.kind !== 'ClusterNetworkPolicy') {
      const hints = hintsOf(context, policy.podSelector, [policy.namespace]);
      const sentences = policyWithoutPods(selectorText(policy.podSelector), [policy.namespace], hints);
      return [{ severity: 'warning', place, ...sentences }];
    }
    const { namespaceSelector, podSelector = ALL } = policy.subject;
    const namespaces = context.groups.namespaces(namespaceSelector);
    if (namespaces.length === 0) {
      const nearest = nearestLabel(namespaceSelector, context.once(labeledNamespaces));
      return [{ severity: 'warning', place, ...subjectWithoutNamespaces(selectorText(namespaceSelector), nearest) }];
    }
    const hints = hintsOf(context, podSelector, namespaces);
    return [{ severity: 'warning', place, ...policyWithoutPods(selectorText(podSelector), namespaces, hints) }];
  });
}

/** Peers whose namespace selector matches no namespace. */
export function peersWithoutNamespaces(context: LintContext): Found[] {
  if (context.inventory.namespaces.length === 0) {
    return [];
  }
  return podPeers(context).flatMap(({ rule, peer, position }): Found[] => {
    const { namespaceSelector } = peer;
    // The first peer of such a rule has a check of its own, because it decides about the whole rule.
    const isFirstOfSeveral =
      context.amazon !== undefined &&
      rule.policy.kind === 'ClusterNetworkPolicy' &&
      rule.direction === 'ingress' &&
      position === 0 &&
      (rule.peers?.length ?? 0) > 1;
    if (namespaceSelector === undefined || matchesNamespaces(context, namespaceSelector) || isFirstOfSeveral) {
      return [];
    }
    const place = placeOfPeer(rule, position, 'namespaceSelector');
    const text = selectorText(namespaceSelector);
    const named = namespaceMeant(context, namespaceSelector);
    if (named !== undefined) {
      return [{ severity: 'error', place, ...noSuchNamespace(rule, text, named) }];
    }
    const nearest = nearestLabel(namespaceSelector, context.once(labeledNamespaces));
    return [{ severity: 'warning', place, ...namespaceUnknown(rule, text, nearest) }];
  });
}

/** Peers whose namespace selector matches, but whose pod selector matches no pod there. */
export function peersWithoutPods(context: LintContext): Found[] {
  if (!hasPods(context)) {
    return [];
  }
  return podPeers(context).flatMap(({ rule, peer, position }): Found[] => {
    const { policy } = rule;
    const { namespaceSelector, podSelector } = peer;
    const own = ownNamespace(policy);
    const isNamespaceMissing = namespaceSelector !== undefined && !matchesNamespaces(context, namespaceSelector);
    if (podSelector === undefined || isNamespaceMissing || context.peersOf(policy, peer).length > 0) {
      return [];
    }
    const namespaces = namespaceSelector ? context.groups.namespaces(namespaceSelector) : own ? [own] : [];
    const hints = hintsOf(context, podSelector, namespaces);
    const sentences = noSuchPeer(rule, selectorText(podSelector), namespaces, {
      ...hints,
      elsewhere: Object.keys(hints).length === 0 ? namespacesWith(context, podSelector) : [],
    });
    return [{ severity: 'warning', place: placeOfPeer(rule, position, 'podSelector'), ...sentences }];
  });
}

interface PositionedPeer {
  rule: LintedRule;
  peer: PodPeer;
  position: number;
}

function podPeers({ rules }: LintContext): PositionedPeer[] {
  return rules.flatMap((rule) =>
    (rule.peers ?? []).flatMap((peer, position) => (peer.kind === 'pods' ? [{ rule, peer, position }] : []))
  );
}

function hintsOf(context: LintContext, selector: LabelSelector, namespaces: readonly string[]): SelectorHints {
  const pods = labeledPods(context, namespaces);
  const nearest = nearestLabel(selector, pods);
  const unmet = unmetRequirement(selector, pods);
  return {
    ...(nearest && { nearest }),
    ...(unmet && { unmet: selectorText({ requirements: [unmet] }) }),
  };
}

/** The namespaces with pods that a selector matches. Selectors that only exclude match nearly everywhere. */
function namespacesWith({ groups }: LintContext, selector: LabelSelector): string[] {
  const isPositive = selector.requirements.some(({ operator }) => operator === 'In' || operator === 'Exists');
  return isPositive
    ? [...groups.namespaceLabels.keys()].filter((namespace) => groups.select(namespace, selector).length > 0)
    : [];
}

/** Without any pods, the inventory is not complete. */
function hasPods({ inventory }: LintContext): boolean {
  return inventory.pods.length > 0 || inventory.workloads.length > 0;
}

function matchesNamespaces({ groups }: LintContext, selector: LabelSelector): boolean {
  return groups.namespaces(selector).length > 0;
}

/** The namespace whose name is the value of the only requirement, which is then certainly meant. */
function namespaceMeant({ groups }: LintContext, { requirements }: LabelSelector): string | undefined {
  const [only, ...rest] = requirements;
  const value =
    only?.operator === 'In' && rest.length === 0
      ? only.values.find((name) => groups.namespaceLabels.has(name))
      : undefined;
  return value;
}

function labeledNamespaces({ groups }: LintContext): LabeledObject[] {
  return [...groups.namespaceLabels];
}

const labeledPodsByNamespaces = () => new Map<string, LabeledObject[]>();

function labeledPods(context: LintContext, namespaces: readonly string[]): LabeledObject[] {
  const known = context.once(labeledPodsByNamespaces);
  const key = namespaces.join();
  let pods = known.get(key);
  if (pods === undefined) {
    pods = namespaces.flatMap((namespace) => context.groups.in(namespace)).map(labeledPod);
    known.set(key, pods);
  }
  return pods;
}

function labeledPod({ namespace, labels, pods, hostPods, workloads }: PodGroup): LabeledObject {
  const name = pods[0]?.name ?? hostPods[0]?.name ?? workloads[0]?.name ?? '';
  return [`${namespace}/${name}`, labels];
}
