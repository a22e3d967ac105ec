import { type ClusterIndex } from '../clusterIndex';
import { type ClusterNetworkPolicy, type ClusterPolicyRule, type Direction, type Protocol } from '../policies';
import { type RuleReference, type UnknownBecause } from '../verdict';
import { addEntries, type Entry, type PeerAddress } from './entries';
import { EVERY_PORT, isOpen, numericPorts, openPortKey } from './openPort';
import { type ResolvedClusterRule } from './resolvedPolicies';
import { type RuleSet } from './ruleSet';
import { MAX_PAIRS } from './addressLookup';

export type Tier = ClusterNetworkPolicy['tier'];

/** What a tier can decide: the action of a rule, or nothing, in which case the next tier decides. */
export interface TierDecision {
  /** Absent: no rule of the tier matches. */
  action?: { kind: ClusterPolicyRule['action']; rule: RuleReference };
  /** Why it is not certain that the rule matches. */
  uncertain?: UnknownBecause;
}

/** A rule that matches the address and the port. */
interface MatchingRule {
  kind: ClusterPolicyRule['action'];
  policy: ClusterNetworkPolicy;
  rule: RuleReference;
  uncertain?: UnknownBecause;
}

/** Precedence of actions at equal priority. The order of rules in a policy does not count. */
const PRECEDENCE: ReadonlyArray<ClusterPolicyRule['action']> = ['Deny', 'Accept', 'Pass'];

/**
 * The rules of ClusterNetworkPolicies that match an address and a port, in the order of precedence of Amazon's agent.
 *
 * @param withDomainNames whether rules with domain names are enforced; it is then unknown whether these match an address.
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/fwruleprocessor/fw_rule_processor.go ComputeClusterPolicyMapEntriesFromEndpointRules
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/ebpf/c/tc.v4ingress.bpf.c evaluateClusterPolicyByLookUp
 */
export function matchingRules(
  index: ClusterIndex,
  ruleSet: RuleSet,
  direction: Direction,
  peer: PeerAddress,
  wanted: { protocol: Protocol; port: number },
  withDomainNames: boolean
): MatchingRule[] {
  const entries: ClusterEntry[] = [];
  for (const rules of ruleSet.clusterRulesIn(direction)) {
    addEntriesOfPolicy(entries, index, rules, peer);
  }
  if (entries.length === 0 && !withDomainNames) {
    return [];
  }
  const pairs = countPairs(entries);
  const dropped = Math.max(0, pairs - MAX_PAIRS);
  const limit: UnknownBecause = { kind: 'port-limit', pairs };
  const certain = entries
    .filter(({ entry: { ports } }) => ports.length === 0 || ports.some((port) => isOpen(port, wanted)))
    .map(({ entry: { rule }, policy, kind }): MatchingRule => ({ kind, policy, rule }))
    .sort(byPrecedence)
    // Of all pairs, `dropped` are missing: the next one is there for sure.
    .map((match, position) => (position < dropped ? { ...match, uncertain: limit } : match));
  const ofNames = withDomainNames
    ? ruleSet.clusterPolicies.flatMap((policy) => domainRules(policy, direction, wanted))
    : [];
  return [...certain, ...ofNames].sort(byPrecedence);
}

/** The possible decisions of a tier: several if it is uncertain whether rules match. */
export function decisionsOf(rules: readonly MatchingRule[], tier: Tier): TierDecision[] {
  const ofTier = rules.filter(({ policy }) => policy.tier === tier);
  const firstCertain = ofTier.findIndex(({ uncertain }) => uncertain === undefined);
  const possible = firstCertain < 0 ? ofTier : ofTier.slice(0, firstCertain + 1);
  const decisions = possible.map(({ kind, rule, uncertain }): TierDecision => ({
    action: { kind, rule },
    ...(uncertain && { uncertain }),
  }));
  const [first] = decisions;
  return firstCertain >= 0 ? decisions : [...decisions, { ...(first?.uncertain && { uncertain: first.uncertain }) }];
}

interface ClusterEntry {
  entry: Entry;
  policy: ClusterNetworkPolicy;
  kind: ClusterPolicyRule['action'];
}

/** Amazon's controller drops entries that differ from an earlier one of the policy only in the end of a port range. */
function addEntriesOfPolicy(
  all: ClusterEntry[],
  index: ClusterIndex,
  rules: readonly ResolvedClusterRule[],
  peer: PeerAddress
): void {
  const seen = new Set<string>();
  for (const { resolved, policy, action } of rules) {
    const entries: Entry[] = [];
    addEntries(entries, index, resolved, peer);
    for (const entry of entries) {
      const ports = entry.ports.map(({ protocol, port }) => `${protocol} ${port}`).join();
      if (seen.size !== seen.add(`${entry.range.text} ${action} ${ports}`).size) {
        all.push({ entry, policy, kind: action });
      }
    }
  }
}

/** Rules with domain names whose ports match. The address can be one of a name. */
function domainRules(
  policy: ClusterNetworkPolicy,
  direction: Direction,
  wanted: { protocol: Protocol; port: number }
): MatchingRule[] {
  return policy[direction].flatMap((rule, index): MatchingRule[] => {
    const hasNames = rule.peers.some(({ kind }) => kind === 'domains');
    const ports = numericPorts(rule.ports) ?? [];
    if (!hasNames || (ports.length > 0 && !ports.some((port) => isOpen(port, wanted)))) {
      return [];
    }
    const reference = { policy, direction, index };
    return [{ kind: rule.action, policy, rule: reference, uncertain: { kind: 'domain-names', rule: reference } }];
  });
}

function byPrecedence(a: MatchingRule, b: MatchingRule): number {
  const byTier = Number(a.policy.tier === 'Baseline') - Number(b.policy.tier === 'Baseline');
  const byAction = PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind);
  return byTier || a.policy.priority - b.policy.priority || byAction;
}

/** The pairs of all tiers, which share the places of an address. Rules without ports are merged, pairs with ports are not. */
function countPairs(entries: readonly ClusterEntry[]): number {
  const keys = entries.flatMap(({ entry: { ports }, policy, kind }, position) =>
    ports.length === 0
      ? [`${openPortKey(EVERY_PORT)} ${policy.tier} ${policy.priority} ${kind}`]
      : ports.map((port) => `${position} ${openPortKey(port)}`)
  );
  return new Set(keys).size;
}
