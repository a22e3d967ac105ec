/** The Kubernetes Services and their addresses, in EKS' default service range 172.20.0.0/16. */
import { hashText } from './hash';
import { type WorkloadSpec } from './applications/workloads';

/** The Service of the cluster's DNS. */
const DNS_SERVICE = 'kube-dns';
/** EKS always assigns the tenth address of the service range to the cluster's DNS, and the first to the API server. */
const DNS_CLUSTER_IP = '172.20.0.10';
const API_SERVER_CLUSTER_IP = '172.20.0.1';

/** A Service. */
export interface ClusterService {
  namespace: string;
  name: string;
  /** As IPv4. Absent for a headless Service. */
  clusterIp?: string;
  /** The workload behind it. The Service of the API server has none. */
  workload?: WorkloadSpec;
}

/** The cluster IP of a workload's Service as IPv4. */
export function clusterIp(spec: WorkloadSpec): string {
  if (spec.service === DNS_SERVICE) {
    return DNS_CLUSTER_IP;
  }
  const hash = hashText(`service/${spec.namespace}/${spec.service ?? spec.workload}`);
  return `172.20.${(hash >>> 8) & 255}.${hash & 255 || 1}`;
}

/** The Services of the workloads, and that of the API server. */
export function clusterServices(workloads: readonly WorkloadSpec[]): ClusterService[] {
  const ofWorkloads = workloads.flatMap((workload) => {
    const { namespace, service: name } = workload;
    // The Service of a StatefulSet is headless.
    const address = workload.kind === 'StatefulSet' ? {} : { clusterIp: clusterIp(workload) };
    return name === undefined ? [] : [{ namespace, name, workload, ...address }];
  });
  return [{ namespace: 'default', name: 'kubernetes', clusterIp: API_SERVER_CLUSTER_IP }, ...ofWorkloads];
}
