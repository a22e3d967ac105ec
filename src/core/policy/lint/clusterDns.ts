import { enforcesDomainNames } from '../amazon/enforcement';
import { autoModeDnsAddress, DNS_NAMESPACE, DNS_SERVICE, NODE_LOCAL_NAMES } from '../dnsOfCluster';
import { type Pod } from '../inventory';
import { type FlowEnd } from '../policyFlow';
import { selectorOfLabels } from '../selector';
import { type LintContext } from './lintContext';

/** The label of the pods of CoreDNS, and of kube-dns before it. */
const DNS_LABELS = { 'k8s-app': 'kube-dns' };

/** Where the pods of a cluster send DNS queries. */
export interface ClusterDns {
  end: FlowEnd;
  /** The ipBlock to allow where no pods can be selected, as on the nodes of EKS Auto Mode. Absent: the pods of CoreDNS. */
  block?: string;
  hasNodeLocalCache: boolean;
}

/** Undefined if the inventory does not show the resolver of the cluster. */
export function clusterDns(context: LintContext): ClusterDns | undefined {
  const hasNodeLocalCache = context.inventory.workloads.some(({ name }) => NODE_LOCAL_NAMES.includes(name));
  const clusterIP = context.index.serviceOf({ namespace: DNS_NAMESPACE, name: DNS_SERVICE })?.clusterIP;
  const [pod] = dnsPods(context);
  const address = clusterIP ?? (pod === undefined ? addressOfAutoMode(context) : undefined);
  if (address !== undefined) {
    const block = pod === undefined ? { block: `${address}/${address.includes(':') ? 128 : 32}` } : {};
    return { end: { kind: 'address', address }, ...block, hasNodeLocalCache };
  }
  return pod && { end: { kind: 'pod', namespace: pod.namespace, name: pod.name }, hasNodeLocalCache };
}

/** The running pods of CoreDNS. */
export function dnsPods({ groups }: LintContext): readonly Pod[] {
  return groups.select(DNS_NAMESPACE, selectorOfLabels(DNS_LABELS)).flatMap(({ pods }) => pods);
}

function addressOfAutoMode({ amazon, index }: LintContext): string | undefined {
  const isAutoMode = amazon !== undefined && enforcesDomainNames(amazon);
  return isAutoMode ? autoModeDnsAddress(index) : undefined;
}
