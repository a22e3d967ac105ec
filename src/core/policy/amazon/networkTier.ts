import { type Pod } from '../inventory';
import { type Direction, type NamespacedPolicy } from '../policies';
import { type RuleReference, type SideVerdict } from '../verdict';
import { lookUp } from './addressLookup';
import { type AmazonCluster, peerAt, type WantedPort } from './amazonCluster';
import { enforcesDomainNames } from './enforcement';
import { entriesFor, opensAnything, type PeerAddress, type ResolvableRule } from './entries';
import { isOpen } from './openPort';

/**
 * The verdict of the NetworkPolicies and ApplicationNetworkPolicies of a pod, which add up. Undefined if there are none: the next
 * tier then decides.
 *
 * Rules of a direction that `policyTypes` leaves out are enforced, too, and isolate the pod if they have any entry.
 */
export function verdictOfNetworkTier(
  cluster: AmazonCluster,
  pod: Pod,
  direction: Direction,
  peer: PeerAddress,
  wanted: WantedPort,
  withDomainNames: boolean
): SideVerdict | undefined {
  const { policies } = cluster.ruleSets.of(pod);
  if (policies.length === 0) {
    return undefined;
  }
  const isolating = policies.filter((policy) => isolates(cluster, policy, direction));
  if (isolating.length === 0) {
    return { outcome: 'allowed', because: { kind: 'not-isolated' } };
  }
  const entries = isolating.flatMap((policy) =>
    resolvableRules(cluster, policy, direction).flatMap((rule) => entriesFor(cluster.index, direction, rule, peer))
  );
  const result = lookUp(entries, peer.address, wanted);
  if (result.kind === 'allowed') {
    return { outcome: 'allowed', because: { kind: 'rules', rules: result.rules } };
  }
  if (result.kind === 'port-limit') {
    return { outcome: 'unknown', because: result };
  }
  const named = withDomainNames ? isolating.flatMap((policy) => domainRules(policy, direction, wanted))[0] : undefined;
  if (named !== undefined) {
    return { outcome: 'unknown', because: { kind: 'domain-names', rule: named } };
  }
  return {
    outcome: 'denied',
    because: result.kind === 'except' ? result : { kind: 'no-rule', policies: isolating },
  };
}

/** Whether a policy isolates its pods in a direction. Policies without rules and without the type have no effect in it. */
function isolates(cluster: AmazonCluster, policy: NamespacedPolicy, direction: Direction): boolean {
  return (
    policy.types.includes(direction) ||
    (enforcesDomainNames(cluster.enforcement) && hasDomains(policy, direction)) ||
    resolvableRules(cluster, policy, direction).some((rule) =>
      opensAnything(direction, rule, () => allPeers(cluster), cluster.index)
    )
  );
}

/** In an ApplicationNetworkPolicy, egress rules without `to` open nothing. */
function resolvableRules(
  { ruleSets }: AmazonCluster,
  policy: NamespacedPolicy,
  direction: Direction
): ResolvableRule[] {
  return policy[direction].flatMap((rule, index) => {
    const isDropped = policy.kind === 'ApplicationNetworkPolicy' && direction === 'egress' && rule.peers === undefined;
    const reference = { policy, direction, index };
    const { namespace } = policy;
    return isDropped ? [] : [{ rule, reference, namespace, subjects: () => ruleSets.subjectsOf(policy) }];
  });
}

function hasDomains(policy: NamespacedPolicy, direction: Direction): boolean {
  return policy[direction].some(({ peers }) => peers?.some(({ kind }) => kind === 'domains'));
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

/** All addresses that rules can select. */
function allPeers({ inventory, index }: AmazonCluster): PeerAddress[] {
  const ofPods = inventory.pods.filter(({ hasEnded }) => !hasEnded).map(({ addresses }) => addresses[0]);
  const ofServices = inventory.services.map(({ clusterIP }) => clusterIP);
  return [...ofPods, ...ofServices].flatMap((text) => {
    const address = text === undefined ? undefined : index.parsed(text);
    return address ? [peerAt(index, address)] : [];
  });
}
