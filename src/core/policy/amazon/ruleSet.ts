import { type ClusterNetworkPolicy, type Direction, type NamespacedPolicy } from '../policies';
import { RuleIndex } from '../ruleIndex';
import { type ResolvedRule } from './entries';
import { type ResolvedClusterRule, type ResolvedPolicies } from './resolvedPolicies';

/** The policies of a direction that isolate a pod, and all of their rules. */
interface IsolatingPolicies {
  policies: readonly NamespacedPolicy[];
  rules: RuleIndex<ResolvedRule>;
}

/** The policies whose rules are enforced for a pod. */
export class RuleSet {
  private readonly clusterRules: Partial<Record<Direction, ReadonlyArray<readonly ResolvedClusterRule[]>>> = {};
  private readonly isolating: Partial<Record<Direction, IsolatingPolicies>> = {};

  constructor(
    private readonly resolved: ResolvedPolicies,
    readonly policies: readonly NamespacedPolicy[],
    readonly clusterPolicies: readonly ClusterNetworkPolicy[]
  ) {}

  isolatingIn(direction: Direction): IsolatingPolicies {
    return (this.isolating[direction] ??= this.findIsolating(direction));
  }

  /** The rules of each policy of the cluster that has any in the direction. */
  clusterRulesIn(direction: Direction): ReadonlyArray<readonly ResolvedClusterRule[]> {
    return (this.clusterRules[direction] ??= this.clusterPolicies
      .map((policy) => this.resolved.ofCluster(policy, direction))
      .filter(({ length }) => length > 0));
  }

  private findIsolating(direction: Direction): IsolatingPolicies {
    const policies = this.policies.filter((policy) => this.resolved.of(policy, direction).isolates);
    const rules = policies.flatMap((policy) => this.resolved.of(policy, direction).rules);
    return { policies, rules: new RuleIndex(rules) };
  }
}
