import { type Pod } from '../inventory';
import { type Direction, type Policy } from '../policies';
import { type SideVerdict, type UnknownBecause } from '../verdict';
import { type AmazonCluster, type WantedPort } from './amazonCluster';
import { decisionsOf, matchingRules, type TierDecision } from './clusterTiers';
import { canBeNamed } from './domainNames';
import { deniesWithoutPolicy } from './enforcement';
import { type PeerAddress } from './entries';
import { verdictOfNetworkTier } from './networkTier';
import { type Subject } from './namespaceRules';

const NOT_ISOLATED: SideVerdict = { outcome: 'allowed', because: { kind: 'not-isolated' } };
const NO_POLICY: SideVerdict = { outcome: 'denied', because: { kind: 'no-policy' } };

/** A verdict that holds if uncertain rules match or do not match. */
interface PossibleVerdict {
  verdict: SideVerdict;
  uncertain?: UnknownBecause;
}

/**
 * What the policies of a pod decide about traffic from or to an address. The tiers are Admin, NetworkPolicy together with
 * ApplicationNetworkPolicy, and Baseline. A pod that any policy of the middle tier selects never gets to the last one, not
 * even in a direction that no policy isolates.
 *
 * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/ebpf/c/tc.v4ingress.bpf.c evaluateFlow
 */
export function verdictOfTiers(
  cluster: AmazonCluster,
  subject: Subject,
  direction: Direction,
  peer: PeerAddress,
  wanted: WantedPort
): SideVerdict {
  const { index, enforcement } = cluster;
  const { ruleSet } = subject;
  const afterBaseline: SideVerdict = deniesWithoutPolicy(enforcement) ? NO_POLICY : NOT_ISOLATED;
  const withDomainNames = canBeNamed(enforcement, peer);
  const rules = matchingRules(index, ruleSet, direction, peer, wanted, withDomainNames);
  if (rules.length === 0) {
    return withRemarks(
      cluster,
      subject,
      verdictOfNetworkTier(cluster, ruleSet, direction, peer, wanted) ?? afterBaseline
    );
  }
  const afterAdmin = (): PossibleVerdict[] => {
    const verdict = verdictOfNetworkTier(cluster, ruleSet, direction, peer, wanted);
    return verdict === undefined
      ? decisionsOf(rules, 'Baseline').flatMap((each) => verdictsOf(each, () => [{ verdict: afterBaseline }]))
      : [{ verdict }];
  };
  const possible = decisionsOf(rules, 'Admin').flatMap((decision) => verdictsOf(decision, afterAdmin));
  return withRemarks(cluster, subject, oneVerdict(possible));
}

/** @param next the verdicts of the following tiers. */
function verdictsOf({ action, uncertain }: TierDecision, next: () => PossibleVerdict[]): PossibleVerdict[] {
  if (action === undefined || action.kind === 'Pass') {
    return next().map((each) => ({ ...(uncertain && { uncertain }), ...each }));
  }
  const { kind, rule } = action;
  const verdict: SideVerdict =
    kind === 'Accept'
      ? { outcome: 'allowed', because: { kind: 'rules', rules: [rule] } }
      : { outcome: 'denied', because: { kind: 'deny-rule', rule } };
  return [{ verdict, ...(uncertain && { uncertain }) }];
}

/** The verdict that all possibilities share, or why it is unknown. */
function oneVerdict(possible: readonly PossibleVerdict[]): SideVerdict {
  const verdicts = possible.map(({ verdict }) => verdict);
  const because = possible.find(({ uncertain }) => uncertain !== undefined)?.uncertain;
  const agreed = verdicts.find(({ outcome }) => verdicts.every((other) => other.outcome === outcome));
  const unknown = verdicts.find(({ outcome }) => outcome === 'unknown');
  return agreed ?? unknown ?? (because ? { outcome: 'unknown', because } : NOT_ISOLATED);
}

/** Adds what a reader of the deciding policies would not expect: that they select another pod, or replace another policy. */
function withRemarks({ ruleSets }: AmazonCluster, { pod, needsRemarks }: Subject, verdict: SideVerdict): SideVerdict {
  const deciding = needsRemarks ? policiesOf(verdict) : [];
  if (deciding.length === 0) {
    return verdict;
  }
  const rules = ruleSets.in(pod.namespace);
  const overwritten = deciding.flatMap((policy) => rules.overwrittenBy(policy));
  const selects = (policy: Policy, candidate: Pod) => {
    const { policies, clusterPolicies } = rules.selecting(candidate);
    return [...policies, ...clusterPolicies].includes(policy);
  };
  const isOwn = deciding.some((policy) => selects(policy, pod));
  const sharedWith = isOwn
    ? undefined
    : rules.sharing(pod).find((other) => deciding.some((policy) => selects(policy, other)));
  if (overwritten.length === 0 && sharedWith === undefined) {
    return verdict;
  }
  return { ...verdict, ...(overwritten.length > 0 && { overwritten }), ...(sharedWith && { sharedWith }) };
}

function policiesOf({ because }: SideVerdict): readonly Policy[] {
  switch (because.kind) {
    case 'no-rule':
      return because.policies;
    case 'rules':
      return because.rules.map(({ policy }) => policy);
    case 'deny-rule':
    case 'except':
    case 'cluster-ip':
    case 'domain-names':
      return [because.rule.policy];
    default:
      return [];
  }
}
