import { type Owner, type Pod, type WorkloadResource } from '../inventory';
import { onceForCluster } from '../onceForCluster';

/** Looks up workloads: by name, and those of pods. */
export interface WorkloadIndex {
  /** The topmost workload of a pod: the Deployment, not its ReplicaSet. Undefined if the inventory does not have it. */
  ofPod(pod: Pod): WorkloadResource | undefined;
  /** The workload with this kind and name, topmost or not. Undefined if the inventory does not have it. */
  named(namespace: string, owner: Owner): WorkloadResource | undefined;
  /** The topmost workload with this kind and name. Undefined if the inventory does not have it. */
  find(namespace: string, owner: Owner): WorkloadResource | undefined;
  /** The pods of a topmost workload that have not ended. */
  podsOf(workload: WorkloadResource): readonly Pod[];
  /** Workloads that no other workload of the inventory owns. */
  topmost: readonly WorkloadResource[];
}

export const workloadIndex = onceForCluster(({ workloads, pods }): WorkloadIndex => {
  const byName = new Map(workloads.map((workload) => [keyOf(workload.namespace, workload), workload]));
  const named = (namespace: string, owner: Owner) => byName.get(keyOf(namespace, owner));
  const find = (namespace: string, owner: Owner): WorkloadResource | undefined => {
    const workload = named(namespace, owner);
    return workload?.owner ? (find(namespace, workload.owner) ?? workload) : workload;
  };
  const ofPod = ({ namespace, owner }: Pod) => owner && find(namespace, owner);
  const podsByWorkload = new Map<WorkloadResource, Pod[]>();
  for (const pod of pods) {
    const workload = pod.hasEnded ? undefined : ofPod(pod);
    if (workload !== undefined) {
      const ofWorkload = podsByWorkload.get(workload) ?? [];
      podsByWorkload.set(workload, ofWorkload);
      ofWorkload.push(pod);
    }
  }
  return {
    ofPod,
    named,
    find,
    podsOf: (workload) => podsByWorkload.get(workload) ?? [],
    topmost: workloads.filter((workload) => find(workload.namespace, workload) === workload),
  };
});

function keyOf(namespace: string, { kind, name }: Owner): string {
  return `${kind} ${namespace}/${name}`;
}
