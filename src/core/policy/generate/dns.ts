import { containerPortOf, type ClusterIndex } from '../clusterIndex';
import { parseAddress, rangeOfAddress } from '../addressRange';
import {
  autoModeDnsAddress,
  DNS_NAMESPACE,
  DNS_PORT,
  DNS_SERVICE,
  NODE_LOCAL_ADDRESS,
  NODE_LOCAL_NAMES,
} from '../dnsOfCluster';
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

const NODE_LOCAL_RANGE = rangeOf(`${NODE_LOCAL_ADDRESS}/32`);

/** The resolver of the VPC. The second address of the VPC's range is another address of the same resolver. */
const VPC_RESOLVER = rangeOf('169.254.169.253/32');

/**
 * Rules for the DNS of a cluster: CoreDNS as an add-on, NodeLocal DNSCache, CoreDNS as a system service of Auto Mode, or several
 * of these. Empty if the inventory shows none, so that the DNS of the cluster is not known.
 */
export function dnsRules(inventory: Inventory, index: ClusterIndex): DnsRule[] {
  return [...clusterDns(index), ...nodeLocalDns(inventory), ...autoModeDns(inventory, index)];
}

/** The rule for pods with `dnsPolicy: Default`. */
export const NODE_DNS_RULE: DnsRule = {
  peer: { kind: 'dns', name: NODE_DNS, peers: [blockOf(VPC_RESOLVER)] },
  ports: bothProtocols(DNS_PORT),
};

/** The labels of the Service's selector and no others, because Amazon VPC CNI would not open the ClusterIP. */
function clusterDns(index: ClusterIndex): DnsRule[] {
  const service = index.serviceOf({ namespace: DNS_NAMESPACE, name: DNS_SERVICE });
  if (service === undefined || Object.keys(service.selector).length === 0) {
    return [];
  }
  const backends = index.backendsOf(service);
  const ports = service.ports
    .filter(({ port }) => port === DNS_PORT)
    .flatMap((port) => backends.map((pod) => containerPortOf(port, pod) ?? DNS_PORT));
  const peer: PodPeer = podsOf(DNS_NAMESPACE, undefined, selectorOfLabels(service.selector));
  const numbers = [...new Set(ports.length > 0 ? ports : [DNS_PORT])].sort((a, b) => a - b);
  return [dnsRule(CLUSTER_DNS, peer, numbers.flatMap(bothProtocols))];
}

function nodeLocalDns({ workloads }: Inventory): DnsRule[] {
  const hasCache = workloads.some(
    ({ kind, namespace, name }) =>
      kind === 'DaemonSet' && namespace === DNS_NAMESPACE && NODE_LOCAL_NAMES.includes(name)
  );
  return hasCache ? [dnsRule(NODE_LOCAL_DNS, blockOf(NODE_LOCAL_RANGE), bothProtocols(DNS_PORT))] : [];
}

/** No Service and no pods: only the address is known, as the tenth of the range of Services. */
function autoModeDns({ nodes }: Inventory, index: ClusterIndex): DnsRule[] {
  const address = parseAddress(autoModeDnsAddress(index) ?? '');
  return nodes.some(({ isAutoMode }) => isAutoMode) && address
    ? [dnsRule(AUTO_MODE_DNS, blockOf(rangeOfAddress(address)), bothProtocols(DNS_PORT))]
    : [];
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
