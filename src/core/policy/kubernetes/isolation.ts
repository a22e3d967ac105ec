import { type ClusterIndex, type ResolvedEnd } from '../clusterIndex';
import { type ClusterNetworkPolicy, type Direction, type NetworkPolicy, type Protocol } from '../policies';
import { type RuleReference, type SideVerdict } from '../verdict';
import { RuleIndex } from '../ruleIndex';
import { comparedPeers } from '../rulePeers';
import { ClusterTiers } from './clusterTiers';
import { canMatchPort, type ComparedRule, matchOfRule, type Traffic } from './matchOfRule';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

interface IsolatingRule extends ComparedRule {
  reference: RuleReference;
}

/** The policies that isolate pods in one direction, what these decide about the traffic of the pods, and the policies of the cluster. */
export class Isolation {
  /** The rules without those for other ports. By port and protocol, because there are few of these. */
  private readonly rulesByPort = new Map<number, RuleIndex<IsolatingRule>>();
  readonly tiers: ClusterTiers;
  private readonly denied: SideVerdict;
  private all: RuleIndex<IsolatingRule> | undefined;
  private compared: IsolatingRule[] | undefined;

  constructor(
    private readonly index: ClusterIndex,
    readonly policies: readonly NetworkPolicy[],
    ofCluster: readonly ClusterNetworkPolicy[],
    private readonly direction: Direction
  ) {
    this.tiers = new ClusterTiers(index, ofCluster, direction);
    this.denied = { outcome: 'denied', because: { kind: 'no-rule', policies } };
  }

  verdictOf(other: ResolvedEnd, traffic: Traffic): SideVerdict {
    const matching: RuleReference[] = [];
    let undecided: SideVerdict | undefined;
    for (const rule of this.rulesFor(traffic).for(other.pod === undefined ? other.hostPods : [other.pod])) {
      // The first matching rule of a policy is enough.
      const isFound = matching[matching.length - 1]?.policy === rule.reference.policy;
      const match = isFound ? 'no-match' : matchOfRule(this.index, rule, other, traffic);
      if (match === 'matches') {
        matching.push(rule.reference);
      } else if (match !== 'no-match' && undecided === undefined) {
        undecided = { outcome: 'unknown', because: { kind: 'plugin', what: match, rule: rule.reference } };
      }
    }
    return matching.length > 0
      ? { outcome: 'allowed', because: { kind: 'rules', rules: matching } }
      : (undecided ?? this.denied);
  }

  private rulesFor(traffic: Traffic): RuleIndex<IsolatingRule> {
    if (traffic.translatedPort !== undefined) {
      return (this.all ??= new RuleIndex(this.rules()));
    }
    const key = portKey(traffic);
    let rules = this.rulesByPort.get(key);
    if (rules === undefined) {
      rules = new RuleIndex(this.rules().filter(({ ports }) => canMatchPort(ports, traffic)));
      this.rulesByPort.set(key, rules);
    }
    return rules;
  }

  private rules(): IsolatingRule[] {
    const { direction } = this;
    return (this.compared ??= this.policies.flatMap((policy) =>
      policy[direction].map(({ peers, ports }, index) => ({
        ...(peers && { peers: comparedPeers(peers, policy.namespace) }),
        ports,
        reference: { policy, direction, index },
      }))
    ));
  }
}

/** A number for each port of each protocol. */
function portKey({ protocol, port }: Traffic): number {
  return port * PROTOCOLS.length + PROTOCOLS.indexOf(protocol);
}
