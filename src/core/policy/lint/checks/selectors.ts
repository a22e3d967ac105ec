import { type PodPeer } from '../../policies';
import { type LabelSelector } from '../../selector';
import { type Found } from '../finding';
import { type LintContext } from '../lintContext';
import {
  namespaceUnknown,
  noSuchNamespace,
  noSuchPeer,
  policyWithoutPods,
  subjectWithoutNamespaces,
} from '../messages';
import { nearestLabel, type LabeledObject } from '../nearestLabel';
import { placeOfPeer, placeOfSubject } from '../place';
import { type PodGroup } from '../podGroups';
import { type LintedRule, ownNamespace } from '../rules';
import { selectorText } from '../selectorText';

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
      const nearest = nearestLabel(policy.podSelector, labeledPods(context, [policy.namespace]));
      const sentences = policyWithoutPods(selectorText(policy.podSelector), [policy.namespace], nearest);
      return [{ severity: 'warning', place, ...sentences }];
    }
    const { namespaceSelector, podSelector } = policy.subject;
    const namespaces = context.groups.namespaces(namespaceSelector);
    if (namespaces.length === 0) {
      const nearest = nearestLabel(namespaceSelector, context.once(labeledNamespaces));
      return [{ severity: 'warning', place, ...subjectWithoutNamespaces(selectorText(namespaceSelector), nearest) }];
    }
    const pods = labeledPods(context, namespaces);
    const nearest = podSelector && nearestLabel(podSelector, pods);
    const text = podSelector === undefined ? '' : selectorText(podSelector);
    return [{ severity: 'warning', place, ...policyWithoutPods(text, namespaces, nearest) }];
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
    const pods = labeledPods(context, namespaces);
    const nearest = nearestLabel(podSelector, pods);
    const elsewhere =
      nearest === undefined && podSelector.requirements.length > 0
        ? [...context.groups.namespaceLabels.keys()].filter(
            (namespace) => context.groups.select(namespace, podSelector).length > 0
          )
        : [];
    const sentences = noSuchPeer(rule, selectorText(podSelector), namespaces, { nearest, elsewhere });
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
