import { type PoliciesOfNamespace } from '../byNamespace';
import { ByPolicies } from '../byPolicies';
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

/** What the pods of a namespace and their policies need. */
interface Cluster {
  index: ClusterIndex;
  sharing: RuleSharing;
  resolved: ResolvedPolicies;
}

/** Finds the rule set of each pod of a namespace, as Amazon's controller and agent do. */
export class NamespaceRules {
  private readonly policies: readonly NamespacedPolicy[];
  private readonly clusterPolicies: readonly ClusterNetworkPolicy[];
  private readonly overwritten = new Map<Policy, Policy[]>();
  private readonly selectingByKind = new Map<number, RuleSet>();
  private readonly subjects = new Map<Pod, Subject>();
  private readonly ruleSets: ByPolicies<RuleSet>;
  private readonly ruleSetFor: ReturnType<ByPolicies<RuleSet>['next']>;
  private readonly empty: RuleSet;

  /** @param before the rules of the namespace under other policies, with which it shares rule sets. */
  constructor(
    private readonly cluster: Cluster,
    { own, ofCluster }: PoliciesOfNamespace,
    before: NamespaceRules | undefined
  ) {
    this.policies = this.withoutOverwritten(own);
    this.clusterPolicies = ofCluster;
    this.ruleSets = before?.ruleSets ?? new ByPolicies();
    this.ruleSetFor = this.ruleSets.next();
    this.empty = this.ruleSetOf([], []);
  }

  subject(pod: Pod): Subject {
    let subject = this.subjects.get(pod);
    if (subject === undefined) {
      subject = this.newSubject(pod);
      this.subjects.set(pod, subject);
    }
    return subject;
  }

  /** The policies that select a pod itself. */
  selecting(pod: Pod): RuleSet {
    if (!isSubject(pod)) {
      return this.empty;
    }
    const { podKind = 0 } = this.cluster.index.endOf(pod);
    let ruleSet = this.selectingByKind.get(podKind);
    if (ruleSet === undefined) {
      ruleSet = this.selectedBy(pod);
      this.selectingByKind.set(podKind, ruleSet);
    }
    return ruleSet;
  }

  /** The pods that share one set of rules with a pod, including itself. */
  sharing(pod: Pod): readonly Pod[] {
    return this.cluster.sharing.of(pod);
  }

  /** Policies of another kind with the same namespace and name, which Amazon's controller overwrites with this one. */
  overwrittenBy(policy: Policy): readonly Policy[] {
    return this.overwritten.get(policy) ?? [];
  }

  private newSubject(pod: Pod): Subject {
    const { index } = this.cluster;
    const ruleSet = this.join(this.sharing(pod));
    const needsRemarks = this.overwritten.size > 0 || ruleSet !== this.selecting(pod);
    const unenforced = index.nodeOf(pod)?.unsupported ?? (pod.isHostNetwork ? 'host-network' : undefined);
    return { pod, ruleSet, needsRemarks, family: index.endOf(pod).address?.kind(), unenforced };
  }

  /** Of policies with the same name, the controller keeps the one that it processed last. The inventory has no better order than its own. */
  private withoutOverwritten(policies: readonly NamespacedPolicy[]): NamespacedPolicy[] {
    const byName = new Map<string, NamespacedPolicy>();
    for (const policy of policies) {
      const earlier = byName.get(policy.name);
      if (earlier !== undefined) {
        this.overwritten.set(policy, [earlier]);
        byName.delete(policy.name);
      }
      byName.set(policy.name, policy);
    }
    return [...byName.values()];
  }

  private join(pods: readonly Pod[]): RuleSet {
    const [first = this.empty, ...others] = new Set(pods.map((pod) => this.selecting(pod)));
    if (others.length === 0) {
      return first;
    }
    const all = [first, ...others];
    return this.ruleSetOf(
      [...new Set(all.flatMap(({ policies }) => policies))],
      [...new Set(all.flatMap(({ clusterPolicies }) => clusterPolicies))]
    );
  }

  private selectedBy(pod: Pod): RuleSet {
    const { index } = this.cluster;
    return this.ruleSetOf(
      this.policies.filter(({ podSelector }) => index.matchesLabels(podSelector, pod.labels)),
      this.clusterPolicies.filter(({ subject }) => index.matchesPod({ kind: 'pods', ...subject }, undefined, pod))
    );
  }

  private ruleSetOf(policies: readonly NamespacedPolicy[], clusterPolicies: readonly ClusterNetworkPolicy[]): RuleSet {
    const create = () => new RuleSet(this.cluster.resolved, policies, clusterPolicies);
    return this.ruleSetFor([...policies, ...clusterPolicies], '', create);
  }
}
