import { type ClusterIndex, type ResolvedEnd } from '../clusterIndex';
import { type Address } from '../addressRange';
import { type Inventory } from '../inventory';
import { type Protocol } from '../policies';
import { type AmazonEnforcement } from './enforcement';
import { type PeerAddress } from './entries';
import { type RuleSets } from './ruleSets';

/** The port that the agent sees: of the ClusterIP at the client, of the pod at the server. */
export interface WantedPort {
  protocol: Protocol;
  port: number;
}

/** A cluster whose policies Amazon's controller and agents enforce. */
export interface AmazonCluster {
  inventory: Inventory;
  index: ClusterIndex;
  ruleSets: RuleSets;
  enforcement: AmazonEnforcement;
}

/** What an address belongs to. */
export function peerAt(index: ClusterIndex, address: Address): PeerAddress {
  const { pod, hostPods, service }: ResolvedEnd = index.at(address.toString());
  return { address, pods: pod ? [pod] : hostPods, ...(service && { service }) };
}
