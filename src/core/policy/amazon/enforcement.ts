/**
 * What enforces the policies of a cluster.
 *
 * - `vpc-cni-standard`: Amazon VPC CNI, whose default is that pods without policies are open;
 * - `vpc-cni-strict`: the same with `NETWORK_POLICY_ENFORCING_MODE=strict`: pods without policies are denied everything;
 * - `auto-mode`, `auto-mode-default-deny`: EKS Auto Mode with `networkPolicy: DefaultAllow` or `DefaultDeny` in the NodeClass.
 *   Its agent also enforces domain names. Its code is not published, so the rest is assumed to be that of Amazon VPC CNI;
 * - `other`: Calico, Cilium, and others, which are judged by the Kubernetes API.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s#network_policy_enforcing_mode-v1171
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export type Enforcement = (typeof ENFORCEMENTS)[number];

/** Where Amazon's rules apply. */
export const AMAZON_ENFORCEMENTS = [
  'vpc-cni-standard',
  'vpc-cni-strict',
  'auto-mode',
  'auto-mode-default-deny',
] as const;

export const ENFORCEMENTS = [...AMAZON_ENFORCEMENTS, 'other'] as const;

/** What enforces the policies where Amazon's rules apply. */
export type AmazonEnforcement = (typeof AMAZON_ENFORCEMENTS)[number];

/** Whether pods that no policy selects are denied everything. */
export function deniesWithoutPolicy(enforcement: AmazonEnforcement): boolean {
  return enforcement === 'vpc-cni-strict' || enforcement === 'auto-mode-default-deny';
}

/** Whether rules with domain names are enforced. The published agent skips these. */
export function enforcesDomainNames(enforcement: AmazonEnforcement): boolean {
  return enforcement === 'auto-mode' || enforcement === 'auto-mode-default-deny';
}
