/** The addresses of Kubernetes Services. */
import { hashText } from './hash';
import { type WorkloadSpec } from './applications/workloads';

/** The cluster IP of a workload's Service, in EKS' default service range 172.20.0.0/16. */
export function clusterIp(spec: WorkloadSpec): string {
  const hash = hashText(`service/${spec.namespace}/${spec.service ?? spec.workload}`);
  return `172.20.${(hash >>> 8) & 255}.${hash & 255 || 1}`;
}
