import { type DeniedPackets } from './policyLog';

/** Why a connection counts as denied: "Denied: the policy agent dropped 6 TCP packets (tier NETWORK_POLICY)." */
export function deniedInLog({ protocol, packets, tier }: Pick<DeniedPackets, 'protocol' | 'packets' | 'tier'>): string {
  const dropped = `${packets.toLocaleString('en-US')} ${protocol} ${packets === 1 ? 'packet' : 'packets'}`;
  return `Denied: the policy agent dropped ${dropped}${tier === undefined ? '' : ` (tier ${tier})`}.`;
}
