import { containerPortOf, type ClusterIndex } from '../clusterIndex';
import { parseAddress, rangeOfAddress } from '../addressRange';
import { type Inventory } from '../inventory';
import { type CidrPeer, type PodPeer, type PolicyPort } from '../policies';
import { selectorOfLabels } from '../selector';
import { AUTO_MODE_DNS, CLUSTER_DNS, NODE_LOCAL_DNS, NODE_DNS } from './messages';
import { blockOf, podsOf, type RulePeer } from './peers';
import { rangeOf } from './ranges';

/** A rule for DNS. */
export interface DnsRule {
  peer: Extract<RulePeer, { kind: 'dns' }>;
  ports: readonly PolicyPort[];
}

const SYSTEM_NAMESPACE = 'kube-system';

/** The names of the DaemonSet in the manifests of Kubernetes and of EKS Blueprints. */
const NODE_LOCAL_NAMES = ['node-local-dns', 'nodelocaldns'];

/** The address on which NodeLocal DNSCache listens on each node. */
const NODE_LOCAL_RANGE = rangeOf('169.254.20.10/32');

/** The resolver of the VPC. The second address of the VPC's range is another address of the same resolver. */
const VPC_RESOLVER = rangeOf('169.254.169.253/32');

/** The host part of the DNS Service's address in the range of Services, which EKS assigns. */
const DNS_HOST = 10;

/**
 * Rules for the DNS of a cluster: CoreDNS as an add-on, NodeLocal DNSCache, CoreDNS as a system service of Auto Mode, or several
 * of these. Empty if the inventory shows none, so that the DNS of the cluster is not known.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
 */
export function dnsRules(inventory: Inventory, index: ClusterIndex): DnsRule[] {
  return [...clusterDns(index), ...nodeLocalDns(inventory), ...autoModeDns(inventory, index)];
}

/** The rule for pods with `dnsPolicy: Default`. */
export const NODE_DNS_RULE: DnsRule = {
  peer: { kind: 'dns', name: NODE_DNS, peers: [blockOf(VPC_RESOLVER)] },
  ports: bothProtocols(53),
};

/** The labels of the Service's selector and no others, because Amazon VPC CNI would not open the ClusterIP. */
function clusterDns(index: ClusterIndex): DnsRule[] {
  const service = index.serviceOf({ namespace: SYSTEM_NAMESPACE, name: 'kube-dns' });
  if (service === undefined || Object.keys(service.selector).length === 0) {
    return [];
  }
  const backends = index.backendsOf(service);
  const ports = service.ports
    .filter(({ port }) => port === 53)
    .flatMap((port) => backends.map((pod) => containerPortOf(port, pod) ?? 53));
  const peer: PodPeer = podsOf(SYSTEM_NAMESPACE, undefined, selectorOfLabels(service.selector));
  const numbers = [...new Set(ports.length > 0 ? ports : [53])].sort((a, b) => a - b);
  return [dnsRule(CLUSTER_DNS, peer, numbers.flatMap(bothProtocols))];
}

function nodeLocalDns({ workloads }: Inventory): DnsRule[] {
  const hasCache = workloads.some(
    ({ kind, namespace, name }) =>
      kind === 'DaemonSet' && namespace === SYSTEM_NAMESPACE && NODE_LOCAL_NAMES.includes(name)
  );
  return hasCache ? [dnsRule(NODE_LOCAL_DNS, blockOf(NODE_LOCAL_RANGE), bothProtocols(53))] : [];
}

/** No Service and no pods: only the address is known, as the tenth of the range of Services. */
function autoModeDns({ nodes }: Inventory, index: ClusterIndex): DnsRule[] {
  const apiServer = index.serviceOf({ namespace: 'default', name: 'kubernetes' })?.clusterIP;
  const address = apiServer === undefined ? undefined : parseAddress(dnsAddressFor(apiServer));
  return nodes.some(({ isAutoMode }) => isAutoMode) && address
    ? [dnsRule(AUTO_MODE_DNS, blockOf(rangeOfAddress(address)), bothProtocols(53))]
    : [];
}

/** The API server has the first address of the range of Services: 172.20.0.1 leads to 172.20.0.10, fd12::1 to fd12::a. */
function dnsAddressFor(apiServer: string): string {
  const isIPv6 = apiServer.includes(':');
  return apiServer.replace(/1$/, isIPv6 ? DNS_HOST.toString(16) : String(DNS_HOST));
}

function dnsRule(name: string, peer: PodPeer | CidrPeer, ports: readonly PolicyPort[]): DnsRule {
  return { peer: { kind: 'dns', name, peers: [peer] }, ports };
}

function bothProtocols(port: number): PolicyPort[] {
  return [
    { protocol: 'UDP', port },
    { protocol: 'TCP', port },
  ];
}
