import { type ByNamespace, PolicyGroups } from '../byNamespace';
import { type ClusterIndex } from '../clusterIndex';
import { type Pod } from '../inventory';
import { type Policy } from '../policies';
import { NamespaceRules, type Subject } from './namespaceRules';
import { type RuleSharing } from './ruleSharing';
import { type ResolvedPolicies } from './resolvedPolicies';

/** The rules of all pods under one set of policies. */
export class RuleSets {
  private readonly policies: PolicyGroups;
  private readonly byNamespace = new Map<string, NamespaceRules>();
  /** By the number of the end. */
  private readonly subjects: Subject[] = [];

  /** @param known the rules of namespaces under earlier policies. */
  constructor(
    private readonly cluster: { index: ClusterIndex; sharing: RuleSharing; resolved: ResolvedPolicies },
    policies: readonly Policy[],
    private readonly known: ByNamespace<NamespaceRules>
  ) {
    this.policies = new PolicyGroups(policies, 'Amazon');
  }

  /** @param number the number of an end that is the pod. */
  subject(pod: Pod, number: number): Subject {
    return (this.subjects[number] ??= this.in(pod.namespace).subject(pod));
  }

  in(namespace: string): NamespaceRules {
    let rules = this.byNamespace.get(namespace);
    if (rules === undefined) {
      const policies = this.policies.in(namespace);
      rules = this.known.get(namespace, policies, (before) => new NamespaceRules(this.cluster, policies, before));
      this.byNamespace.set(namespace, rules);
    }
    return rules;
  }
}
