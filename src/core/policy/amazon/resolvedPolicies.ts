import { type ClusterIndex } from '../clusterIndex';
import { type ClusterObjects, type Pod } from '../inventory';
import { type ClusterNetworkPolicy, type ClusterPolicyRule, type Direction, type NamespacedPolicy } from '../policies';
import { type AmazonEnforcement, enforcesDomainNames } from './enforcement';
import { opensAnything, type PeerAddress, type ResolvedRule, resolveRule } from './entries';
import { peerAt } from './peerAt';

/** A policy in one direction. */
interface ResolvedPolicy {
  rules: readonly ResolvedRule[];
  /**
   * Whether the policy isolates its pods: if it has the type, or a rule with any entry. Policies with neither have no effect
   * in the direction.
   */
  isolates: boolean;
}

/** A rule of a ClusterNetworkPolicy. */
export interface ResolvedClusterRule {
  resolved: ResolvedRule;
  policy: ClusterNetworkPolicy;
  action: ClusterPolicyRule['action'];
}

/** What single policies do, regardless of others. */
export class ResolvedPolicies {
  private readonly resolved: Record<Direction, WeakMap<NamespacedPolicy, ResolvedPolicy>> = {
    ingress: new WeakMap(),
    egress: new WeakMap(),
  };
  private readonly clusterRules: Record<Direction, WeakMap<ClusterNetworkPolicy, readonly ResolvedClusterRule[]>> = {
    ingress: new WeakMap(),
    egress: new WeakMap(),
  };
  private peers: readonly PeerAddress[] | undefined;

  constructor(
    private readonly index: ClusterIndex,
    private readonly objects: ClusterObjects,
    private readonly enforcement: AmazonEnforcement
  ) {}

  of(policy: NamespacedPolicy, direction: Direction): ResolvedPolicy {
    let resolved = this.resolved[direction].get(policy);
    if (resolved === undefined) {
      const rules = this.rulesOf(policy, direction);
      resolved = { rules, isolates: this.isolates(policy, direction, rules) };
      this.resolved[direction].set(policy, resolved);
    }
    return resolved;
  }

  ofCluster(policy: ClusterNetworkPolicy, direction: Direction): readonly ResolvedClusterRule[] {
    let rules = this.clusterRules[direction].get(policy);
    if (rules === undefined) {
      rules = this.clusterRulesOf(policy, direction);
      this.clusterRules[direction].set(policy, rules);
    }
    return rules;
  }

  /** The pods that a policy of a namespace selects. */
  subjectsOf({ namespace, podSelector }: NamespacedPolicy): readonly Pod[] {
    return this.index
      .podsIn(namespace)
      .filter((pod) => !pod.hasEnded && pod.addresses.length > 0 && this.index.matchesLabels(podSelector, pod.labels));
  }

  /** In an ApplicationNetworkPolicy, egress rules without `to` open nothing. */
  private rulesOf(policy: NamespacedPolicy, direction: Direction): ResolvedRule[] {
    return policy[direction].flatMap((rule, index) => {
      const isDropped =
        policy.kind === 'ApplicationNetworkPolicy' && direction === 'egress' && rule.peers === undefined;
      const reference = { policy, direction, index };
      return isDropped ? [] : [resolveRule(rule, reference, () => this.subjectsOf(policy), policy.namespace)];
    });
  }

  private clusterRulesOf(policy: ClusterNetworkPolicy, direction: Direction): ResolvedClusterRule[] {
    return policy[direction]
      .map((rule, index) => ({
        resolved: resolveRule(rule, { policy, direction, index }, () => []),
        policy,
        action: rule.action,
        isResolved: direction === 'egress' || this.selectsNamespace(rule),
      }))
      .filter(({ isResolved }) => isResolved);
  }

  /** Amazon's controller resolves an ingress rule only if the first peer selects a namespace that exists. */
  private selectsNamespace({ peers: [first] }: ClusterPolicyRule): boolean {
    return (
      first?.kind === 'pods' &&
      first.namespaceSelector !== undefined &&
      this.index.hasNamespace(first.namespaceSelector)
    );
  }

  private isolates(policy: NamespacedPolicy, direction: Direction, rules: readonly ResolvedRule[]): boolean {
    const hasDomains = policy[direction].some(({ peers }) => peers?.some(({ kind }) => kind === 'domains'));
    return (
      policy.types.includes(direction) ||
      (enforcesDomainNames(this.enforcement) && hasDomains) ||
      rules.some((rule) => opensAnything(rule, () => this.allPeers(), this.index))
    );
  }

  /** All addresses that rules can select. */
  private allPeers(): readonly PeerAddress[] {
    if (this.peers === undefined) {
      const ofPods = this.objects.pods.filter(({ hasEnded }) => !hasEnded).map(({ addresses }) => addresses[0]);
      const ofServices = this.objects.services.map(({ clusterIP }) => clusterIP);
      this.peers = [...ofPods, ...ofServices].flatMap((text) => {
        const address = text === undefined ? undefined : this.index.parsed(text);
        return address ? [peerAt(this.index, address)] : [];
      });
    }
    return this.peers;
  }
}
