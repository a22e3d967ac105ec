import { type AmazonEnforcement } from '../amazon/enforcement';
import { type Inventory } from '../inventory';
import { type Direction, type NamespacedPolicy, policyName } from '../policies';
import { type PolicyEndpoint } from '../policyEndpoints';
import { compareAddresses } from './compareAddresses';
import { compareIsolation, comparePods } from './comparePods';
import { type EnforcedDifference } from './difference';
import { ExpectedAddresses } from './expectedAddresses';
import * as messages from './messages';
import { openByAddress } from './openAddresses';

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/**
 * Compares the NetworkPolicies and ApplicationNetworkPolicies of an inventory with what Amazon's controller computed for them. The
 * agents enforce the latter, which can be older or incomplete. Differences are in the order of the policies. Both must be read at
 * about the same time, because pods come and go.
 *
 * ClusterNetworkPolicies are not compared. Neither are policies of different kinds with the same name, which overwrite each other.
 *
 * @param inventory as it was read, without pods that stand for workloads.
 * @param endpoints those of the whole cluster. Without any, nothing is known, and there are no differences.
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/issues/222 for missing ClusterIPs
 * @see https://github.com/aws/aws-network-policy-agent/issues/643 for stale entries
 */
export function compareEnforced(
  inventory: Inventory,
  endpoints: readonly PolicyEndpoint[],
  enforcement: AmazonEnforcement
): EnforcedDifference[] {
  if (endpoints.length === 0) {
    return [];
  }
  const expected = new ExpectedAddresses(inventory, enforcement);
  const policies = inventory.policies.filter((policy) => policy.kind !== 'ClusterNetworkPolicy');
  const ofPolicy = groupedBy(endpoints, ({ policy }) => keyOf(policy));
  const named = groupedBy(policies, keyOf);
  return [
    ...policies
      .filter((policy) => named.get(keyOf(policy))?.length === 1)
      .flatMap((policy) => compare(expected, policy, ofPolicy.get(keyOf(policy)) ?? [])),
    ...endpoints.filter(({ policy }) => !named.has(keyOf(policy))).map(unknownPolicy),
  ];
}

function compare(
  expected: ExpectedAddresses,
  policy: NamespacedPolicy,
  endpoints: readonly PolicyEndpoint[]
): EnforcedDifference[] {
  if (endpoints.length === 0) {
    const place = { kind: 'policy', policy, path: 'spec' } as const;
    return [{ difference: 'missing-policy', severity: 'error', place, ...messages.missingPolicy(policyName(policy)) }];
  }
  return [
    ...compareIsolation(policy, endpoints),
    ...comparePods(expected, policy, endpoints),
    ...DIRECTIONS.flatMap((direction) =>
      compareAddresses(expected.index, policy, direction, {
        expected: expected.of(policy, direction),
        enforced: openByAddress(
          endpoints.flatMap((each) => each[direction]),
          policy.kind
        ),
      })
    ),
  ];
}

function unknownPolicy({ namespace, name, policy }: PolicyEndpoint): EnforcedDifference {
  return {
    difference: 'unknown-policy',
    severity: 'error',
    place: { kind: 'object', objectKind: 'PolicyEndpoint', namespace, name },
    ...messages.unknownPolicy(keyOf(policy)),
  };
}

function keyOf({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

function groupedBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
}
