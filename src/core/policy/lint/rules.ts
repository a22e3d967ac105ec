import {
  type CidrPeer,
  type ClusterPolicyRule,
  type Direction,
  type DomainPeer,
  type PodPeer,
  type Policy,
  type PolicyPort,
} from '../policies';

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** A rule of any kind of policy. */
export interface LintedRule {
  policy: Policy;
  direction: Direction;
  /** The position among the rules of the direction, from 0. */
  index: number;
  /** Absent: every peer. */
  peers?: ReadonlyArray<PodPeer | CidrPeer | DomainPeer>;
  ports: readonly PolicyPort[];
  /** Absent: the rule allows. */
  action?: ClusterPolicyRule['action'];
}

/** The rules of a policy in a direction. */
export function rulesIn(policy: Policy, direction: Direction): LintedRule[] {
  return policy[direction].map((rule, index) => ({ policy, direction, index, ...rule }));
}

/** Whether `policyTypes` contains a direction. ClusterNetworkPolicies have no such list. */
export function hasType(policy: Policy, direction: Direction): boolean {
  return policy.kind === 'ClusterNetworkPolicy' || policy.types.includes(direction);
}

/** Whether a policy has no rules at all, so that it only isolates. */
export function isPlainDeny({ ingress, egress }: Policy): boolean {
  return ingress.length === 0 && egress.length === 0;
}

/** The namespace in which peers without a namespace selector are; undefined for ClusterNetworkPolicies. */
export function ownNamespace(policy: Policy): string | undefined {
  return policy.kind === 'ClusterNetworkPolicy' ? undefined : policy.namespace;
}
