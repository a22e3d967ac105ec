import { type AmazonEnforcement } from '../amazon/enforcement';
import { allEntries, type PeerAddress, type ResolvedRule } from '../amazon/entries';
import { peerAt } from '../amazon/peerAt';
import { ResolvedPolicies } from '../amazon/resolvedPolicies';
import { isSubject } from '../amazon/ruleSharing';
import { ClusterIndex } from '../clusterIndex';
import { type Inventory, type Pod } from '../inventory';
import { type Direction, type NamespacedPolicy } from '../policies';
import { type OpenByAddress, openByAddress } from './openAddresses';

/** What Amazon's controller would compute for the policies of an inventory. */
export class ExpectedAddresses {
  readonly index: ClusterIndex;
  private readonly resolved: ResolvedPolicies;
  private readonly peers = new Map<string, Map<string, PeerAddress>>();

  constructor(inventory: Inventory, enforcement: AmazonEnforcement) {
    this.index = new ClusterIndex(inventory);
    this.resolved = new ResolvedPolicies(this.index, inventory, enforcement);
    for (const { namespace, addresses, hasEnded } of inventory.pods) {
      this.addPeer(namespace, hasEnded ? undefined : addresses[0]);
    }
    inventory.services.forEach(({ namespace, clusterIP }) => this.addPeer(namespace, clusterIP));
  }

  /** The addresses that a policy opens in a direction, also if its types leave the direction out. */
  of(policy: NamespacedPolicy, direction: Direction): OpenByAddress {
    const ofRules = this.resolved
      .of(policy, direction)
      .rules.flatMap((rule) => allEntries(this.index, rule, this.peersOf(rule.rule.peers ?? [], policy.namespace)));
    const domains = policy[direction].flatMap(({ peers = [] }) =>
      peers.flatMap((peer) => (peer.kind === 'domains' ? peer.names : []))
    );
    const ofDomains = domains.map((domain) => ({ domain, except: [], ports: [] }));
    return openByAddress([...ofRules, ...ofDomains], policy.kind);
  }

  /** The pods to which a policy applies. */
  subjectsOf(policy: NamespacedPolicy): Pod[] {
    return this.resolved.subjectsOf(policy).filter(isSubject);
  }

  private addPeer(namespace: string, text: string | undefined): void {
    const address = text === undefined ? undefined : this.index.parsed(text);
    if (address !== undefined) {
      const ofNamespace = this.peers.get(namespace) ?? new Map<string, PeerAddress>();
      this.peers.set(namespace, ofNamespace.set(address.toString(), peerAt(this.index, address)));
    }
  }

  /** The addresses in the namespaces that peers select, which are few of all. */
  private peersOf(selectors: NonNullable<ResolvedRule['rule']['peers']>, own: string): PeerAddress[] {
    const ofPods = selectors.filter((peer) => peer.kind === 'pods');
    return [...this.peers].flatMap(([namespace, peers]) =>
      ofPods.some((peer) => this.index.matchesNamespace(peer.namespaceSelector, own, namespace))
        ? [...peers.values()]
        : []
    );
  }
}
