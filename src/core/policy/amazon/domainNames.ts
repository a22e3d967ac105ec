import { type AmazonEnforcement, enforcesDomainNames } from './enforcement';
import { type PeerAddress } from './entries';

/** Whether rules with domain names can apply to an address: names can stand for addresses outside the cluster and for ClusterIPs. */
export function canBeNamed(enforcement: AmazonEnforcement, { pods }: PeerAddress): boolean {
  return enforcesDomainNames(enforcement) && pods.length === 0;
}
