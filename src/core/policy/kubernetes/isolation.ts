import { type ClusterIndex, type ResolvedEnd } from '../clusterIndex';
import { type Direction, type NetworkPolicy, type Protocol } from '../policies';
import { type RuleReference, type SideVerdict } from '../verdict';
import { canMatchPort, matchOfRule, type NamespacedRule, type Traffic } from './matchOfRule';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

interface IsolatingRule extends NamespacedRule {
  reference: RuleReference;
}

/** The policies that isolate pods in one direction, and what these decide about the traffic of the pods. */
export class Isolation {
  /** The rules of each policy, without those for other ports. By port and protocol, because there are few of these. */
  private readonly rulesByPort = new Map<number, ReadonlyArray<readonly IsolatingRule[]>>();
  private readonly denied: SideVerdict;

  constructor(
    private readonly index: ClusterIndex,
    readonly policies: readonly NetworkPolicy[],
    private readonly direction: Direction
  ) {
    this.denied = { outcome: 'denied', because: { kind: 'no-rule', policies } };
  }

  verdictOf(other: ResolvedEnd, traffic: Traffic): SideVerdict {
    const matching: RuleReference[] = [];
    let undecided: SideVerdict | undefined;
    for (const ofPolicy of this.rulesFor(traffic)) {
      for (const rule of ofPolicy) {
        const match = matchOfRule(this.index, rule, other, traffic);
        if (match === 'matches') {
          matching.push(rule.reference);
          break;
        }
        if (match !== 'no-match' && undecided === undefined) {
          undecided = { outcome: 'unknown', because: { kind: 'plugin', what: match, rule: rule.reference } };
        }
      }
    }
    return matching.length > 0
      ? { outcome: 'allowed', because: { kind: 'rules', rules: matching } }
      : (undecided ?? this.denied);
  }

  private rulesFor(traffic: Traffic): ReadonlyArray<readonly IsolatingRule[]> {
    if (traffic.translatedPort !== undefined) {
      return this.policies.map((policy) => this.rulesOf(policy));
    }
    const key = portKey(traffic);
    let rules = this.rulesByPort.get(key);
    if (rules === undefined) {
      rules = this.policies
        .map((policy) => this.rulesOf(policy).filter(({ ports }) => canMatchPort(ports, traffic)))
        .filter(({ length }) => length > 0);
      this.rulesByPort.set(key, rules);
    }
    return rules;
  }

  private rulesOf(policy: NetworkPolicy): IsolatingRule[] {
    const { direction } = this;
    return policy[direction].map(({ peers, ports }, index) => ({
      peers,
      ports,
      namespace: policy.namespace,
      reference: { policy, direction, index },
    }));
  }
}

/** A number for each port of each protocol. */
function portKey({ protocol, port }: Traffic): number {
  return port * PROTOCOLS.length + PROTOCOLS.indexOf(protocol);
}
