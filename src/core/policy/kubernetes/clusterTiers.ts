import { type ClusterIndex, type ResolvedEnd } from '../clusterIndex';
import { type ClusterNetworkPolicy, type ClusterPolicyRule, type Direction, type DomainPeer } from '../policies';
import { type ComparedPeer, comparedPeers } from '../rulePeers';
import { type RuleReference, type SideVerdict, type UnknownBecause } from '../verdict';
import { matchOfClusterPeers, matchOfPorts, type Traffic } from './matchOfRule';

type Tier = ClusterNetworkPolicy['tier'];

interface TierRule {
  action: ClusterPolicyRule['action'];
  peers: readonly ComparedPeer[];
  hasDomains: boolean;
  ports: ClusterPolicyRule['ports'];
  reference: RuleReference;
}

/** A rule that matches, or that possibly matches. */
interface Decision {
  rule: TierRule;
  /** Why it is not certain that the rule decides. */
  uncertain?: UnknownBecause;
}

/**
 * The ClusterNetworkPolicies of the Kubernetes network policy API that select a pod, in one direction. In a tier, the rules of the
 * policy with the lowest priority number come first, and in a policy, the order of its rules counts. It is left to the
 * implementation which of two policies with the same priority decides.
 *
 * @see https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
export class ClusterTiers {
  /** By priority, and then by policy. */
  private readonly tiers: Record<Tier, ReadonlyArray<ReadonlyArray<readonly TierRule[]>>>;
  readonly isEmpty: boolean;

  constructor(
    private readonly index: ClusterIndex,
    policies: readonly ClusterNetworkPolicy[],
    direction: Direction
  ) {
    const restricting = policies.filter((policy) => policy[direction].length > 0);
    this.isEmpty = restricting.length === 0;
    this.tiers = {
      Admin: byPriority(restricting, 'Admin', direction),
      Baseline: byPriority(restricting, 'Baseline', direction),
    };
  }

  /** @param next the verdict of what follows the tier, for traffic that no rule matches or that a rule passes on. */
  verdictOf(tier: Tier, other: ResolvedEnd, traffic: Traffic, next: () => SideVerdict): SideVerdict {
    const decisions = this.decisionsOf(tier, other, traffic);
    const verdicts = decisions.map((decision) =>
      decision === undefined ? next() : verdictOfRule(decision.rule, next)
    );
    const [first] = verdicts;
    if (first !== undefined && verdicts.every(({ outcome }) => outcome === first.outcome)) {
      return first;
    }
    const because = decisions.find((decision) => decision?.uncertain !== undefined)?.uncertain;
    const policies = decisions.flatMap((decision) => decision?.rule.reference.policy ?? []);
    return { outcome: 'unknown', because: because ?? { kind: 'same-priority', policies } };
  }

  /** The rules that can decide: one if that is certain. Undefined: none of the tier. */
  private decisionsOf(tier: Tier, other: ResolvedEnd, traffic: Traffic): Array<Decision | undefined> {
    const possible: Decision[] = [];
    for (const ofPriority of this.tiers[tier]) {
      const ofPolicies = ofPriority.map((rules) => this.matchesIn(rules, other, traffic));
      possible.push(...ofPolicies.flat());
      if (ofPolicies.some((matches) => matches.some(({ uncertain }) => uncertain === undefined))) {
        return possible;
      }
    }
    return [...possible, undefined];
  }

  /** The rules of a policy that possibly match, to the first one that certainly does. */
  private matchesIn(rules: readonly TierRule[], other: ResolvedEnd, traffic: Traffic): Decision[] {
    const matches: Decision[] = [];
    for (const rule of rules) {
      const match = this.match(rule, other, traffic);
      if (match === 'matches') {
        return [...matches, { rule }];
      }
      if (match !== 'no-match') {
        matches.push({ rule, uncertain: match });
      }
    }
    return matches;
  }

  private match(rule: TierRule, other: ResolvedEnd, traffic: Traffic): 'matches' | 'no-match' | UnknownBecause {
    const { peers, ports, reference, hasDomains } = rule;
    const ofPorts = matchOfPorts(ports, traffic);
    const ofPeers = ofPorts === 'no-match' ? ofPorts : matchOfClusterPeers(this.index, peers, other);
    if (ofPeers === 'no-match') {
      const canBeNamed = ofPorts !== 'no-match' && hasDomains && other.pod === undefined && !other.isNode;
      return canBeNamed ? { kind: 'domain-names', rule: reference } : 'no-match';
    }
    return ofPorts === 'matches' && ofPeers === 'matches'
      ? 'matches'
      : { kind: 'plugin', what: 'service-address', rule: reference };
  }
}

function byPriority(
  policies: readonly ClusterNetworkPolicy[],
  tier: Tier,
  direction: Direction
): Array<Array<readonly TierRule[]>> {
  const groups = new Map<number, Array<readonly TierRule[]>>();
  for (const policy of policies.filter((each) => each.tier === tier)) {
    const rules = policy[direction].map((rule, index) => tierRule(rule, { policy, direction, index }));
    groups.set(policy.priority, [...(groups.get(policy.priority) ?? []), rules]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, rules]) => rules);
}

function tierRule({ action, peers, ports }: ClusterPolicyRule, reference: RuleReference): TierRule {
  const hasDomains = peers.some((peer): peer is DomainPeer => peer.kind === 'domains');
  return { action, peers: comparedPeers(peers, undefined), hasDomains, ports, reference };
}

function verdictOfRule({ action, reference }: TierRule, next: () => SideVerdict): SideVerdict {
  switch (action) {
    case 'Accept':
      return { outcome: 'allowed', because: { kind: 'rules', rules: [reference] } };
    case 'Deny':
      return { outcome: 'denied', because: { kind: 'deny-rule', rule: reference } };
    case 'Pass':
      return next();
  }
}
