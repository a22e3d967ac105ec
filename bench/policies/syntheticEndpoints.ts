import { type AmazonEnforcement } from '../../src/core/policy/amazon/enforcement';
import { ExpectedAddresses } from '../../src/core/policy/enforced/expectedAddresses';
import { type OpenByAddress } from '../../src/core/policy/enforced/openAddresses';
import { type Inventory } from '../../src/core/policy/inventory';
import { type EndpointEntry, type PolicyEndpoint } from '../../src/core/policy/policyEndpoints';

/** One in so many entries is missing. */
const MISSING = 500;

/** What Amazon's controller computes for the NetworkPolicies, with some entries missing, as in aws/amazon-network-policy-controller-k8s#222. */
export function syntheticEndpoints(inventory: Inventory, enforcement: AmazonEnforcement): PolicyEndpoint[] {
  const expected = new ExpectedAddresses(inventory, enforcement);
  return inventory.policies.flatMap((policy) => {
    if (policy.kind !== 'NetworkPolicy') {
      return [];
    }
    const { namespace, name, types } = policy;
    const pods = expected.subjectsOf(policy).map((pod) => ({
      namespace: pod.namespace,
      name: pod.name,
      ...(pod.nodeAddress !== undefined && { nodeAddress: pod.nodeAddress }),
    }));
    const [ingress, egress] = [entriesOf(expected.of(policy, 'ingress')), entriesOf(expected.of(policy, 'egress'))];
    return [{ namespace, name: `${name}-0`, policy: { namespace, name }, isolation: types, pods, ingress, egress }];
  });
}

function entriesOf(open: OpenByAddress): EndpointEntry[] {
  return [...open.values()]
    .filter((_, index) => index % MISSING !== 0)
    .map(({ range, except, ports }) => ({
      ...(range && { range }),
      except,
      ports: [...ports.values()].flatMap(({ protocol, ...numbers }) => (protocol ? [{ protocol, ...numbers }] : [])),
    }));
}
