import { type AmazonEnforcement } from '../amazon/enforcement';
import { allEntries, type PeerAddress } from '../amazon/entries';
import { peerAt } from '../amazon/peerAt';
import { ResolvedPolicies } from '../amazon/resolvedPolicies';
import { isSubject } from '../amazon/ruleSharing';
import { type ClusterIndex, clusterIndexOf } from '../clusterIndex';
import { type Inventory, type Pod } from '../inventory';
import { type Direction, type NamespacedPolicy } from '../policies';
import { type PodSelection } from '../podSelection';
import { type OpenByAddress, openByAddress } from './openAddresses';

/** What Amazon's controller would compute for the policies of an inventory. */
export class ExpectedAddresses {
  readonly index: ClusterIndex;
  private readonly resolved: ResolvedPolicies;
  private readonly peers = new Map<string, Map<string, PeerAddress>>();
  /** By the text of the selection, because many policies have the same peers. */
  private readonly selected = new Map<string, readonly PeerAddress[]>();

  constructor(inventory: Inventory, enforcement: AmazonEnforcement) {
    this.index = clusterIndexOf(inventory);
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
      .rules.flatMap((rule) => allEntries(this.index, rule, (selection) => this.selectedBy(selection)));
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

  private selectedBy(selection: PodSelection): readonly PeerAddress[] {
    const { text } = selection;
    let selected = this.selected.get(text);
    if (selected === undefined) {
      selected = this.find(selection);
      this.selected.set(text, selected);
    }
    return selected;
  }

  private find(selection: PodSelection): PeerAddress[] {
    const { index } = this;
    return [...this.peers].flatMap(([namespace, peers]) =>
      selection.hasNamespace(index, namespace)
        ? [...peers.values()].filter(
            ({ pods, service }) =>
              pods.some((pod) => selection.hasPod(index, pod)) ||
              (service !== undefined && selection.hasService(index, service))
          )
        : []
    );
  }
}
