/**
 * How the pods of a cluster look up names:
 * - coredns: CoreDNS as an EKS add-on, behind the Service kube-dns.
 * - node-local-dns: CoreDNS, and NodeLocal DNSCache as a DaemonSet in front of it.
 * - auto-mode: EKS Auto Mode, where DNS, networking, and storage are system services of the nodes. There are no pods of
 *   CoreDNS, of the VPC CNI, of kube-proxy, or of the CSI driver, and no Service kube-dns. Lookups are not simulated.
 */
export const CLUSTER_DNS = ['coredns', 'node-local-dns', 'auto-mode'] as const;

/** One of the kinds of DNS. */
export type ClusterDns = (typeof CLUSTER_DNS)[number];
