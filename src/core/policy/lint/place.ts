import { type Direction, type Policy } from '../policies';
import { type PolicyPlace } from './finding';
import { type LintedRule } from './rules';

/** A member of the spec: "podSelector". */
export function placeInSpec(policy: Policy, member: string, direction?: Direction): PolicyPlace {
  return { kind: 'policy', policy, ...(direction && { direction }), path: `spec.${member}` };
}

/** The selector of the pods that a policy applies to. */
export function placeOfSubject(policy: Policy): PolicyPlace {
  if (policy.kind !== 'ClusterNetworkPolicy') {
    return placeInSpec(policy, 'podSelector');
  }
  return placeInSpec(policy, policy.subject.podSelector === undefined ? 'subject.namespaces' : 'subject.pods');
}

/** @param member of the rule, such as "ports"; absent for the whole rule. */
export function placeOfRule({ policy, direction, index }: LintedRule, member?: string): PolicyPlace {
  const path = `spec.${direction}[${index}]${member === undefined ? '' : `.${member}`}`;
  return { kind: 'policy', policy, direction, rule: index, path };
}

export function placeOfPort(rule: LintedRule, port: number): PolicyPlace {
  return { ...placeOfRule(rule, `${portsMember(rule.policy)}[${port}]`), port };
}

/** The name of the list of ports of a rule. */
export function portsMember(policy: Policy): string {
  return policy.kind === 'ClusterNetworkPolicy' && policy.api === 'policy.networking.k8s.io' ? 'protocols' : 'ports';
}

/** @param member of the peer; absent for the whole peer. */
export function placeOfPeer(rule: LintedRule, peer: number, member?: 'namespaceSelector' | 'podSelector'): PolicyPlace {
  const list = rule.direction === 'ingress' ? 'from' : 'to';
  const position = storedPosition(rule, peer);
  const path =
    position === undefined ? list : `${list}[${position}]${member === undefined ? '' : memberPath(rule, peer, member)}`;
  return { ...placeOfRule(rule, path), peer };
}

/** ClusterNetworkPolicies have other names for the selectors. */
function memberPath({ policy, peers = [] }: LintedRule, peer: number, member: string): string {
  if (policy.kind !== 'ClusterNetworkPolicy') {
    return `.${member}`;
  }
  const selected = peers[peer];
  return selected?.kind === 'pods' && selected.podSelector === undefined ? '.namespaces' : `.pods.${member}`;
}

/**
 * The position of a peer in the object. Undefined in a ClusterNetworkPolicy after several networks, because the inventory does not
 * have how many of these belong to one peer.
 */
function storedPosition({ policy, peers = [] }: LintedRule, peer: number): number | undefined {
  const isKnown =
    policy.kind !== 'ClusterNetworkPolicy' ||
    peers.slice(0, peer).every(({ kind }, index) => kind !== 'ip-block' || peers[index + 1]?.kind !== 'ip-block');
  return isKnown ? peer : undefined;
}
