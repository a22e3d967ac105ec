import { compareText } from '../../compareText';
import { type FlowEnd } from '../policyFlow';
import { type WorkloadResource } from '../inventory';
import { workloadIndex } from '../observed/workloadIndex';
import { type Proposal } from './proposal';

/**
 * Workloads without any observed flow in the namespaces that get a default deny, which denies all their later flows: CronJobs that
 * did not run in the time range, standbys, tools. Pods in the host network are left out, because no policy applies to them.
 */
export function unobservedWorkloads({ inventory, index, observation, namespaces }: Proposal): WorkloadResource[] {
  const workloads = workloadIndex(inventory);
  const observed = new Set<WorkloadResource | undefined>();
  const note = (end: FlowEnd) => {
    const pod = index.resolve(end)?.pod;
    observed.add(pod && workloads.ofPod(pod));
  };
  observation.observed.forEach(({ flow }) => {
    note(flow.client);
    note(flow.server);
  });
  return workloads.topmost
    .filter(({ namespace, template }) => namespaces.includes(namespace) && !template.isHostNetwork)
    .filter((workload) => !observed.has(workload))
    .sort((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
}
