import { type Owner, type Pod, type WorkloadResource } from '../inventory';
import { type WorkloadIndex, workloadIndex } from '../observed/workloadIndex';
import { onceForCluster } from '../onceForCluster';
import { type ObjectPlace } from './finding';
import { type PodGroup } from './podGroups';

/** Finds the workloads that created pods. */
class Owners {
  constructor(private readonly workloads: WorkloadIndex) {}

  /** The workload that users know; the pod itself if it has no owner. */
  placeOf({ namespace, name, owner }: Pod): ObjectPlace {
    if (owner === undefined) {
      return { kind: 'object', objectKind: 'Pod', namespace, name };
    }
    const above = this.workloads.named(namespace, owner)?.owner ?? impliedOwner(owner);
    return { kind: 'object', objectKind: above.kind, namespace, name: above.name };
  }

  /** The resource with the template of a pod; undefined if it is not in the inventory. */
  resourceOf(pod: Pod): WorkloadResource | undefined {
    const { namespace, owner } = pod;
    if (owner === undefined) {
      return undefined;
    }
    const { objectKind, name } = this.placeOf(pod);
    return this.workloads.named(namespace, owner) ?? this.workloads.named(namespace, { kind: objectKind, name });
  }

  /** Names of the workloads of a group for sentences: "web". */
  namesOf(groups: readonly PodGroup[]): string[] {
    return [
      ...new Set(
        groups.flatMap(({ namespace, pods, hostPods, workloads }) => [
          ...[...pods, ...hostPods].map((pod) => `${namespace}/${this.placeOf(pod).name}`),
          ...workloads.map(({ name }) => `${namespace}/${name}`),
        ])
      ),
    ];
  }
}

/** The workloads of an inventory. */
export const ownersOf = onceForCluster((objects) => new Owners(workloadIndex(objects)));

/** The owner's owner according to the names that Kubernetes generates, because old ReplicaSets are often not in an inventory. */
function impliedOwner({ kind, name }: Owner): Owner {
  const ofDeployment = kind === 'ReplicaSet' ? /^(.+)-[a-z\d]{5,10}$/.exec(name)?.[1] : undefined;
  const ofCronJob = kind === 'Job' ? /^(.+)-\d{8}$/.exec(name)?.[1] : undefined;
  if (ofDeployment !== undefined) {
    return { kind: 'Deployment', name: ofDeployment };
  }
  return ofCronJob === undefined ? { kind, name } : { kind: 'CronJob', name: ofCronJob };
}
