import { type ClusterIndex } from './clusterIndex';

/** Where CoreDNS runs, and the Service in front of it, which is named after its predecessor. */
export const DNS_NAMESPACE = 'kube-system';
export const DNS_SERVICE = 'kube-dns';
export const DNS_PORT = 53;

/**
 * The address on which NodeLocal DNSCache listens on each node.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
export const NODE_LOCAL_ADDRESS = '169.254.20.10';

/** The names of its DaemonSet in the manifests of Kubernetes and of EKS Blueprints. */
export const NODE_LOCAL_NAMES: readonly string[] = ['node-local-dns', 'nodelocaldns'];

/**
 * The address of the DNS of EKS Auto Mode, where CoreDNS is a service of each node, often without a Service: the tenth in the range
 * of Services. The API server has the first: 172.20.0.1 leads to 172.20.0.10, fd12::1 to fd12::a. Undefined if the inventory does
 * not have the Service of the API server.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
 */
export function autoModeDnsAddress(index: ClusterIndex): string | undefined {
  const first = index.serviceOf({ namespace: 'default', name: 'kubernetes' })?.clusterIP;
  return first?.includes(':') ? first.replace(/::1$/, '::a') : first?.replace(/\.1$/, '.10');
}
