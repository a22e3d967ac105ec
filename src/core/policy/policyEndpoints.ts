import { type AddressRange } from './addressRange';
import { type Direction, type Protocol } from './policies';

/** Addresses that a PolicyEndpoint opens, or a domain name. */
export interface EndpointEntry {
  /** Absent for a domain name. A single address is a range with only this address. */
  range?: AddressRange;
  except: readonly AddressRange[];
  domain?: string;
  /** Empty: every port. */
  ports: ReadonlyArray<{ protocol: Protocol; port?: number; endPort?: number }>;
}

/**
 * What Amazon's controller computed for a policy, and its agents enforce. A policy with many entries has several of these.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/api/v1alpha1/policyendpoint_types.go
 */
export interface PolicyEndpoint {
  namespace: string;
  name: string;
  /** The NetworkPolicy or ApplicationNetworkPolicy. */
  policy: { namespace: string; name: string };
  isolation: readonly Direction[];
  /** The pods to which the policy applies, with the addresses of their nodes. Only the agent of this node enforces it. */
  pods: ReadonlyArray<{ namespace: string; name: string; nodeAddress?: string }>;
  ingress: readonly EndpointEntry[];
  egress: readonly EndpointEntry[];
}
