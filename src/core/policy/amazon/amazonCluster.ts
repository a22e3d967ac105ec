import { type Address } from '../addressRange';
import { ClusterIndex } from '../clusterIndex';
import { type Inventory } from '../inventory';
import { type Direction, type NamespacedPolicy, type Protocol } from '../policies';
import { type AmazonEnforcement, enforcesDomainNames } from './enforcement';
import { opensAnything, type PeerAddress, type ResolvableRule } from './entries';
import { RuleSets } from './ruleSets';

/** The port that the agent sees: of the ClusterIP at the client, of the pod at the server. */
export interface WantedPort {
  protocol: Protocol;
  port: number;
}

/** A policy in one direction. */
interface ResolvedPolicy {
  rules: readonly ResolvableRule[];
  /**
   * Whether the policy isolates its pods: if it has the type, or a rule with any entry. Policies with neither have no effect
   * in the direction.
   */
  isolates: boolean;
}

/** A cluster whose policies Amazon's controller and agents enforce. */
export class AmazonCluster {
  readonly index: ClusterIndex;
  readonly ruleSets: RuleSets;
  private readonly resolvedPolicies: Record<Direction, Map<NamespacedPolicy, ResolvedPolicy>> = {
    ingress: new Map(),
    egress: new Map(),
  };
  private peers: readonly PeerAddress[] | undefined;

  constructor(
    readonly inventory: Inventory,
    readonly enforcement: AmazonEnforcement
  ) {
    this.index = new ClusterIndex(inventory);
    this.ruleSets = new RuleSets(this.index, inventory.policies);
  }

  resolved(policy: NamespacedPolicy, direction: Direction): ResolvedPolicy {
    let resolved = this.resolvedPolicies[direction].get(policy);
    if (resolved === undefined) {
      const rules = this.rulesOf(policy, direction);
      resolved = { rules, isolates: this.isolates(policy, direction, rules) };
      this.resolvedPolicies[direction].set(policy, resolved);
    }
    return resolved;
  }

  /** What an address belongs to. */
  peerAt(address: Address): PeerAddress {
    const { pod, hostPods, service } = this.index.at(address.toString());
    return { address, pods: pod ? [pod] : hostPods, ...(service && { service }) };
  }

  /** In an ApplicationNetworkPolicy, egress rules without `to` open nothing. */
  private rulesOf(policy: NamespacedPolicy, direction: Direction): ResolvableRule[] {
    return policy[direction].flatMap((rule, index) => {
      const isDropped =
        policy.kind === 'ApplicationNetworkPolicy' && direction === 'egress' && rule.peers === undefined;
      const reference = { policy, direction, index };
      const { namespace } = policy;
      return isDropped ? [] : [{ rule, reference, namespace, subjects: () => this.ruleSets.subjectsOf(policy) }];
    });
  }

  private isolates(policy: NamespacedPolicy, direction: Direction, rules: readonly ResolvableRule[]): boolean {
    const hasDomains = policy[direction].some(({ peers }) => peers?.some(({ kind }) => kind === 'domains'));
    return (
      policy.types.includes(direction) ||
      (enforcesDomainNames(this.enforcement) && hasDomains) ||
      rules.some((rule) => opensAnything(direction, rule, () => this.allPeers(), this.index))
    );
  }

  /** All addresses that rules can select. */
  private allPeers(): readonly PeerAddress[] {
    if (this.peers === undefined) {
      const ofPods = this.inventory.pods.filter(({ hasEnded }) => !hasEnded).map(({ addresses }) => addresses[0]);
      const ofServices = this.inventory.services.map(({ clusterIP }) => clusterIP);
      this.peers = [...ofPods, ...ofServices].flatMap((text) => {
        const address = text === undefined ? undefined : this.index.parsed(text);
        return address ? [this.peerAt(address)] : [];
      });
    }
    return this.peers;
  }
}
