import { type AddressRange } from './addressRange';
import { type LabelSelector } from './selector';

/** The protocols of network policies. Other protocols, such as ICMP, are left to the implementation. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export type Direction = 'ingress' | 'egress';

/** Ports of a rule. */
export interface PolicyPort {
  /**
   * Absent in Amazon's kinds, whose schema has no default: Amazon's controller crashes on such a port. In a ClusterNetworkPolicy of the
   * Kubernetes network policy API, a name stands for ports of every protocol.
   */
  protocol?: Protocol;
  /** A number, or the name of a container port of the target pod. Absent: all ports of the protocol. */
  port?: number | string;
  /** The last port of a range, which begins at the number in `port`. */
  endPort?: number;
}

/** The pods in the selected namespaces that have the selected labels. */
export interface PodPeer {
  kind: 'pods';
  /** Absent: the policy's own namespace. */
  namespaceSelector?: LabelSelector;
  /** Absent: all pods. */
  podSelector?: LabelSelector;
}

/** Addresses of a range without those of the excepted ranges. */
export interface CidrPeer {
  kind: 'ip-block';
  range: AddressRange;
  except: readonly AddressRange[];
}

/** Domain names of Amazon's kinds: "api.example.com", "*.example.com". Only for egress. */
export interface DomainPeer {
  kind: 'domains';
  names: readonly string[];
}

/** A rule that allows traffic. */
export interface PolicyRule<Peer> {
  /** Absent: every peer. A NetworkPolicy never has an empty list, because the API server stores it as absent. */
  peers?: readonly Peer[];
  /** Empty: every port. */
  ports: readonly PolicyPort[];
}

/**
 * A NetworkPolicy of `networking.k8s.io/v1`, with the API server's defaults.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export interface NetworkPolicy {
  kind: 'NetworkPolicy';
  namespace: string;
  name: string;
  podSelector: LabelSelector;
  types: readonly Direction[];
  ingress: ReadonlyArray<PolicyRule<PodPeer | CidrPeer>>;
  egress: ReadonlyArray<PolicyRule<PodPeer | CidrPeer>>;
}

/**
 * An ApplicationNetworkPolicy of `networking.k8s.aws/v1alpha1`, as it is stored.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/api/v1alpha1/applicationnetworkpolicy_types.go
 */
export interface ApplicationNetworkPolicy {
  kind: 'ApplicationNetworkPolicy';
  namespace: string;
  name: string;
  podSelector: LabelSelector;
  /** Empty if the policy has no `policyTypes`: the schema has no default. */
  types: readonly Direction[];
  ingress: ReadonlyArray<PolicyRule<PodPeer | CidrPeer>>;
  egress: ReadonlyArray<PolicyRule<PodPeer | CidrPeer | DomainPeer>>;
}

/** A rule of a ClusterNetworkPolicy. */
export interface ClusterPolicyRule {
  name?: string;
  action: 'Accept' | 'Deny' | 'Pass';
  peers: ReadonlyArray<PodPeer | CidrPeer | DomainPeer>;
  /** Empty: every port. */
  ports: readonly PolicyPort[];
}

/**
 * A ClusterNetworkPolicy of one of two APIs: Amazon's `networking.k8s.aws/v1alpha1`, or `policy.networking.k8s.io/v1alpha2` of the
 * Kubernetes network policy API, in which the order of rules counts. What enforces one does not know the other.
 *
 * @see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/api/v1alpha1/clusternetworkpolicy_types.go
 * @see https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
export interface ClusterNetworkPolicy {
  kind: 'ClusterNetworkPolicy';
  /** The group of the API. */
  api: 'networking.k8s.aws' | 'policy.networking.k8s.io';
  name: string;
  tier: 'Admin' | 'Baseline';
  /** From 0 to 1000. Lower numbers take precedence. */
  priority: number;
  subject: { namespaceSelector: LabelSelector; podSelector?: LabelSelector };
  ingress: readonly ClusterPolicyRule[];
  egress: readonly ClusterPolicyRule[];
}

/** A policy of one namespace. */
export type NamespacedPolicy = NetworkPolicy | ApplicationNetworkPolicy;

export type Policy = NamespacedPolicy | ClusterNetworkPolicy;

/** The kind and name for a sentence: "NetworkPolicy shop/web". */
export function policyName(policy: Policy): string {
  return objectName(policy.kind, 'namespace' in policy ? policy.namespace : undefined, policy.name);
}

/** Different for all policies of a cluster: those of two APIs can have the same kind and name. */
export function policyKey(policy: Policy): string {
  return `${policyName(policy)}${policy.kind === 'ClusterNetworkPolicy' ? ` of ${policy.api}` : ''}`;
}

/** Whether a policy is of an API that Amazon's controller or other network plugins enforce. */
export function isOfApi(policy: Policy, enforcedBy: 'Amazon' | 'others'): boolean {
  switch (policy.kind) {
    case 'NetworkPolicy':
      return true;
    case 'ApplicationNetworkPolicy':
      return enforcedBy === 'Amazon';
    case 'ClusterNetworkPolicy':
      return (policy.api === 'networking.k8s.aws') === (enforcedBy === 'Amazon');
  }
}

/** The kind and name of an object. @param namespace has no influence on kinds of the cluster. */
export function objectName(kind: string, namespace: string | undefined, name: string): string {
  return kind === 'ClusterNetworkPolicy' || namespace === undefined
    ? `${kind} ${name}`
    : `${kind} ${namespace}/${name}`;
}
