import { type Direction, type NamespacedPolicy } from '../policies';
import { type RuleReference, type SideVerdict } from '../verdict';
import { lookUp } from './addressLookup';
import { type AmazonCluster, type WantedPort } from './amazonCluster';
import { canBeNamed } from './domainNames';
import { addEntries, type Entry, type PeerAddress } from './entries';
import { isOpen } from './openPort';
import { type RuleSet } from './ruleSet';

/**
 * The verdict of the NetworkPolicies and ApplicationNetworkPolicies of a pod, which add up. Undefined if there are none: the next
 * tier then decides.
 *
 * Rules of a direction that `policyTypes` leaves out are enforced, too, and isolate the pod if they have any entry.
 */
export function verdictOfNetworkTier(
  cluster: AmazonCluster,
  ruleSet: RuleSet,
  direction: Direction,
  peer: PeerAddress,
  wanted: WantedPort
): SideVerdict | undefined {
  if (ruleSet.policies.length === 0) {
    return undefined;
  }
  const { policies: isolating, rules } = ruleSet.isolatingIn(direction);
  if (isolating.length === 0) {
    return { outcome: 'allowed', because: { kind: 'not-isolated' } };
  }
  const entries: Entry[] = [];
  for (const rule of rules.for(peer.pods, peer.service)) {
    addEntries(entries, cluster.index, rule, peer);
  }
  const result = lookUp(entries, peer.address, wanted);
  if (result.kind === 'allowed') {
    return { outcome: 'allowed', because: { kind: 'rules', rules: result.rules } };
  }
  if (result.kind === 'port-limit') {
    return { outcome: 'unknown', because: result };
  }
  const named = canBeNamed(cluster.enforcement, peer)
    ? isolating.flatMap((policy) => domainRules(policy, direction, wanted))[0]
    : undefined;
  if (named !== undefined) {
    return { outcome: 'unknown', because: { kind: 'domain-names', rule: named } };
  }
  return {
    outcome: 'denied',
    because: result.kind === 'except' ? result : { kind: 'no-rule', policies: isolating },
  };
}

/** Rules with domain names whose ports match. A named port of such a rule opens all ports of its protocol. */
function domainRules(policy: NamespacedPolicy, direction: Direction, wanted: WantedPort): RuleReference[] {
  return policy[direction].flatMap(({ peers, ports }, index) => {
    const isOpenPort = ports.some(({ protocol = 'TCP', port, endPort }) =>
      isOpen(typeof port === 'number' ? { protocol, port, endPort } : { protocol }, wanted)
    );
    const isMatching = peers?.some(({ kind }) => kind === 'domains') && (ports.length === 0 || isOpenPort);
    return isMatching ? [{ policy, direction, index }] : [];
  });
}
