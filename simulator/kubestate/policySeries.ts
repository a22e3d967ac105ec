/**
 * The series of kube-state-metrics for NetworkPolicies (docs/metrics/policy/networkpolicy-metrics.md). They include neither
 * what a policy selects nor its rules, and other kinds of policies have none.
 */
import { type KubernetesObject } from '../kubernetes/object';
import { type MetricFamily } from '../exposition/exposition';

function rulesOf({ spec }: KubernetesObject, direction: 'ingress' | 'egress'): number {
  const rules: unknown = spec && Object.entries(spec).find(([member]) => member === direction)?.[1];
  return Array.isArray(rules) ? rules.length : 0;
}

/** The families of the policies that are applied; none if there are no policies. */
export function policyFamilies(policies: readonly KubernetesObject[]): MetricFamily[] {
  const family = (name: string, help: string, valueOf: (policy: KubernetesObject) => number): MetricFamily => ({
    name,
    help,
    type: 'gauge',
    samples: policies
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map((policy) => ({
        labels: { namespace: policy.metadata.namespace ?? '', networkpolicy: policy.metadata.name },
        value: valueOf(policy),
      })),
  });
  return policies.length === 0
    ? []
    : [
        family(
          'kube_networkpolicy_created',
          'Unix creation timestamp of network policy',
          ({ metadata }) => Date.parse(metadata.creationTimestamp) / 1000
        ),
        family('kube_networkpolicy_spec_ingress_rules', 'Number of ingress rules on the networkpolicy', (policy) =>
          rulesOf(policy, 'ingress')
        ),
        family('kube_networkpolicy_spec_egress_rules', 'Number of egress rules on the networkpolicy', (policy) =>
          rulesOf(policy, 'egress')
        ),
      ];
}
