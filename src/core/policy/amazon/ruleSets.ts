import { type ByPolicies } from '../byPolicies';
import { type ClusterIndex } from '../clusterIndex';
import { type Pod } from '../inventory';
import { type ClusterNetworkPolicy, type NamespacedPolicy, type Policy } from '../policies';
import { isSubject, type RuleSharing } from './ruleSharing';
import { type ResolvedPolicies } from './resolvedPolicies';
import { RuleSet } from './ruleSet';

/** A pod to which rules apply. */
export interface Subject {
  pod: Pod;
  /** The policies that select the pod, and those that select pods with which it shares its rules. */
  ruleSet: RuleSet;
  /** The family of its addresses, which is the only one that policies apply to; absent before it has any. */
  family?: 'ipv4' | 'ipv6';
  /** Why the rules are not enforced; absent if they are. */
  unenforced?: 'host-network' | 'Fargate' | 'Windows';
  /** Whether verdicts can be due to policies that select only other pods, or that overwrite others. */
  needsRemarks: boolean;
}

/** Finds the rule set of each pod, as Amazon's controller and agent do. */
export class RuleSets {
  private readonly policiesByNamespace = new Map<string, NamespacedPolicy[]>();
  private readonly clusterPolicies: ClusterNetworkPolicy[] = [];
  private readonly overwritten = new Map<Policy, Policy[]>();
  /** By kind of pod. */
  private readonly selectingByKind: RuleSet[] = [];
  /** By the number of the end. */
  private readonly subjects: Subject[] = [];
  private readonly empty: RuleSet;

  constructor(
    private readonly index: ClusterIndex,
    private readonly ruleSharing: RuleSharing,
    private readonly resolved: ResolvedPolicies,
    policies: readonly Policy[],
    private readonly known: ReturnType<ByPolicies<RuleSet>['next']>
  ) {
    policies.forEach((policy) => this.add(policy));
    this.empty = this.ruleSetOf([], []);
  }

  /** @param number the number of an end that is the pod. */
  subject(pod: Pod, number: number): Subject {
    return (this.subjects[number] ??= this.newSubject(pod));
  }

  /** The policies that select a pod itself. */
  selecting(pod: Pod): RuleSet {
    if (!isSubject(pod)) {
      return this.empty;
    }
    const { podKind = 0 } = this.index.endOf(pod);
    return (this.selectingByKind[podKind] ??= this.selectedBy(pod));
  }

  /** The pods that share one set of rules with a pod, including itself. */
  sharing(pod: Pod): readonly Pod[] {
    return this.ruleSharing.of(pod);
  }

  /** Policies of another kind with the same namespace and name, which Amazon's controller overwrites with this one. */
  overwrittenBy(policy: Policy): readonly Policy[] {
    return this.overwritten.get(policy) ?? [];
  }

  private newSubject(pod: Pod): Subject {
    const ruleSet = this.join(this.ruleSharing.of(pod));
    const needsRemarks = this.overwritten.size > 0 || ruleSet !== this.selecting(pod);
    const unenforced = this.index.nodeOf(pod)?.unsupported ?? (pod.isHostNetwork ? 'host-network' : undefined);
    return { pod, ruleSet, needsRemarks, family: this.index.endOf(pod).address?.kind(), unenforced };
  }

  private add(policy: Policy): void {
    if (policy.kind === 'ClusterNetworkPolicy') {
      this.clusterPolicies.push(policy);
      return;
    }
    const policies = this.policiesByNamespace.get(policy.namespace) ?? [];
    const position = policies.findIndex(({ name }) => name === policy.name);
    if (position >= 0) {
      // The controller keeps the one that it processed last. The inventory has no better order than its own.
      this.overwritten.set(policy, policies.splice(position, 1));
    }
    policies.push(policy);
    this.policiesByNamespace.set(policy.namespace, policies);
  }

  private join(pods: readonly Pod[]): RuleSet {
    const all = [...new Set(pods.map((pod) => this.selecting(pod)))];
    if (all.length === 1) {
      return all[0] ?? this.empty;
    }
    return this.ruleSetOf(
      [...new Set(all.flatMap(({ policies }) => policies))],
      [...new Set(all.flatMap(({ clusterPolicies }) => clusterPolicies))]
    );
  }

  private selectedBy(pod: Pod): RuleSet {
    const ofNamespace = this.policiesByNamespace.get(pod.namespace) ?? [];
    return this.ruleSetOf(
      ofNamespace.filter(({ podSelector }) => this.index.matchesLabels(podSelector, pod.labels)),
      this.clusterPolicies.filter(({ subject }) => this.index.matchesPod({ kind: 'pods', ...subject }, undefined, pod))
    );
  }

  private ruleSetOf(policies: readonly NamespacedPolicy[], clusterPolicies: readonly ClusterNetworkPolicy[]): RuleSet {
    const create = () => new RuleSet(this.resolved, policies, clusterPolicies);
    return this.known([...policies, ...clusterPolicies], '', create);
  }
}
