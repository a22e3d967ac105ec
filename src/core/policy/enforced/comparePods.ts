import { type ExpectedAddresses } from './expectedAddresses';
import { placeInSpec, placeOfSubject } from '../lint/place';
import { type NamespacedPolicy } from '../policies';
import { type PolicyEndpoint } from '../policyEndpoints';
import { type EnforcedDifference } from './difference';
import * as messages from './messages';

/** Which pods a policy selects but is not enforced for, and the other way around. */
export function comparePods(
  expected: ExpectedAddresses,
  policy: NamespacedPolicy,
  endpoints: readonly PolicyEndpoint[]
): EnforcedDifference[] {
  const subjects = expected.subjectsOf(policy);
  const selected = new Set(subjects.map(nameOf));
  const enforced = endpoints.flatMap(({ pods }) => pods);
  // Only the agent of the node in the entry enforces it.
  const places = new Set(enforced.flatMap((pod) => [nameOf(pod), `${nameOf(pod)} ${pod.nodeAddress}`]));
  const missing = subjects.filter(
    (pod) => !places.has(pod.nodeAddress === undefined ? nameOf(pod) : `${nameOf(pod)} ${pod.nodeAddress}`)
  );
  const stale = enforced.filter((pod) => !selected.has(nameOf(pod)));
  const exist = stale.filter(({ namespace, name }) => expected.index.resolve({ kind: 'pod', namespace, name }));
  const place = placeOfSubject(policy);
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            difference: 'missing-pod',
            severity: 'error',
            place,
            ...messages.missingPods(missing.map(nameOf)),
          } as const,
        ]),
    ...(stale.length === 0
      ? []
      : [
          {
            difference: 'stale-pod',
            severity: exist.length > 0 ? 'error' : 'warning',
            place,
            ...messages.stalePods(stale.map(nameOf)),
          } as const,
        ]),
  ];
}

/** The isolation of pods that the policy's types have, and the enforced one. */
export function compareIsolation(policy: NamespacedPolicy, endpoints: readonly PolicyEndpoint[]): EnforcedDifference[] {
  const differing = endpoints.find(
    ({ isolation }) =>
      policy.types.some((type) => !isolation.includes(type)) || isolation.some((type) => !policy.types.includes(type))
  );
  return differing === undefined
    ? []
    : [
        {
          difference: 'isolation',
          severity: 'error',
          place: placeInSpec(policy, 'policyTypes'),
          ...messages.otherIsolation(policy.types, differing.isolation),
        },
      ];
}

function nameOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}
