import { type Address } from '../addressRange';
import { type ClusterIndex } from '../clusterIndex';
import { type PeerAddress } from './entries';

/** What an address belongs to. */
export function peerAt(index: ClusterIndex, address: Address): PeerAddress {
  const { pod, hostPods, service } = index.at(address.toString());
  return { address, pods: pod ? [pod] : hostPods, ...(service && { service }) };
}
