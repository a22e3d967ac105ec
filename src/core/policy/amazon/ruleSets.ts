import { type ClusterIndex } from '../clusterIndex';
import { type Pod } from '../inventory';
import { type ClusterNetworkPolicy, type NamespacedPolicy, type Policy } from '../policies';

/** The policies whose rules are enforced for a pod. */
export interface RuleSet {
  policies: readonly NamespacedPolicy[];
  clusterPolicies: readonly ClusterNetworkPolicy[];
}

const EMPTY: RuleSet = { policies: [], clusterPolicies: [] };

/** Finds the rule set of each pod, as Amazon's controller and agent do. */
export class RuleSets {
  private readonly policiesByNamespace = new Map<string, NamespacedPolicy[]>();
  private readonly clusterPolicies: ClusterNetworkPolicy[] = [];
  private readonly overwritten = new Map<Policy, Policy[]>();
  private readonly selectingByPod = new Map<Pod, RuleSet>();
  private readonly byPod = new Map<Pod, RuleSet>();
  private readonly groupsByNamespace = new Map<string, ReadonlyMap<string, readonly Pod[]>>();

  constructor(
    private readonly index: ClusterIndex,
    policies: readonly Policy[]
  ) {
    policies.forEach((policy) => this.add(policy));
  }

  /** The policies that select a pod, and those that select pods with which it shares its rules. */
  of(pod: Pod): RuleSet {
    let ruleSet = this.byPod.get(pod);
    if (ruleSet === undefined) {
      const selecting = this.sharing(pod).map((each) => this.selecting(each));
      ruleSet = {
        policies: [...new Set(selecting.flatMap(({ policies }) => policies))],
        clusterPolicies: [...new Set(selecting.flatMap(({ clusterPolicies }) => clusterPolicies))],
      };
      this.byPod.set(pod, ruleSet);
    }
    return ruleSet;
  }

  /** The policies that select a pod itself. Pods in the host network are never selected. */
  selecting(pod: Pod): RuleSet {
    let ruleSet = this.selectingByPod.get(pod);
    if (ruleSet === undefined) {
      ruleSet = pod.isHostNetwork || pod.hasEnded || pod.addresses.length === 0 ? EMPTY : this.selectedBy(pod);
      this.selectingByPod.set(pod, ruleSet);
    }
    return ruleSet;
  }

  /**
   * The pods that share one set of rules with a pod, including itself: those of its namespace and node whose names differ only
   * after the last hyphen.
   *
   * @see https://github.com/aws/aws-network-policy-agent/blob/main/pkg/utils/utils.go GetPodIdentifier
   */
  sharing(pod: Pod): readonly Pod[] {
    let groups = this.groupsByNamespace.get(pod.namespace);
    if (groups === undefined) {
      groups = groupsOf(this.index.podsIn(pod.namespace));
      this.groupsByNamespace.set(pod.namespace, groups);
    }
    return (pod.nodeAddress === undefined ? undefined : groups.get(groupKey(pod))) ?? [pod];
  }

  /** The pods that a policy of a namespace selects. */
  subjectsOf({ namespace, podSelector }: NamespacedPolicy): readonly Pod[] {
    return this.index
      .podsIn(namespace)
      .filter((pod) => !pod.hasEnded && pod.addresses.length > 0 && this.index.matchesLabels(podSelector, pod.labels));
  }

  /** Policies of another kind with the same namespace and name, which Amazon's controller overwrites with this one. */
  overwrittenBy(policy: Policy): readonly Policy[] {
    return this.overwritten.get(policy) ?? [];
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

  private selectedBy(pod: Pod): RuleSet {
    const ofNamespace = this.policiesByNamespace.get(pod.namespace) ?? [];
    return {
      policies: ofNamespace.filter(({ podSelector }) => this.index.matchesLabels(podSelector, pod.labels)),
      clusterPolicies: this.clusterPolicies.filter(({ subject }) =>
        this.index.matchesPod({ kind: 'pods', ...subject }, undefined, pod)
      ),
    };
  }
}

/** The pods of a namespace that share rules, by their common key. */
function groupsOf(pods: readonly Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const key = groupKey(pod);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [pod]);
    } else {
      group.push(pod);
    }
  }
  return groups;
}

function groupKey({ name, nodeAddress = '' }: Pod): string {
  const identifier = name.replaceAll('.', '_');
  const end = identifier.lastIndexOf('-');
  return `${end < 0 ? identifier : identifier.slice(0, end)} ${nodeAddress}`;
}
