/** What the objects of a moment are made from. */
import { type Pod } from '../world/pods';
import { endpointRefText, type WorkloadSpec } from '../world/applications/workloads';
import { listedPods } from '../world/listedPods';
import { DAY_MS } from '../world/time';
import { type World } from '../world/world';
import { type KubernetesObject } from './object';

/** The cluster at a moment. */
export interface ClusterSnapshot {
  world: World;
  nowMs: number;
  /** The pods that the Kubernetes API lists. */
  pods: readonly Pod[];
  /** The network policies that are applied. */
  policies: readonly KubernetesObject[];
}

/** How long before the start of the world its namespaces, nodes, and workloads were created. */
const AGE_AT_START_MS = 30 * DAY_MS;

/** The cluster at a time. */
export function snapshotAt(world: World, nowMs: number, policies: readonly KubernetesObject[] = []): ClusterSnapshot {
  return { world, nowMs, pods: world.cells.flatMap((cell) => listedPods(cell, world.options, nowMs)), policies };
}

/** When the objects were created that are as old as the cluster. */
export function clusterCreatedMs({ options }: World): number {
  return options.epochMs - AGE_AT_START_MS;
}

/** The listed pods of each workload by "namespace/workload". */
export function podsByWorkload({ pods }: ClusterSnapshot): ReadonlyMap<string, Pod[]> {
  return grouped(pods, ({ spec }) => endpointRefText(spec));
}

/** The workloads of a kind. */
export function workloadsOfKind({ world }: ClusterSnapshot, kind: WorkloadSpec['kind']): WorkloadSpec[] {
  return world.workloads.filter((spec) => spec.kind === kind);
}

/** Items by a key, in their order. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
