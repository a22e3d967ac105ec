import { type ClusterObjects } from './inventory';

const MEMBERS = ['namespaces', 'workloads', 'services', 'nodes'] as const;

/**
 * A function of the objects of a cluster that is computed once for these: inventories that differ only in their policies have the same
 * lists of objects, and so share the result. It is kept as long as the list of pods is.
 */
export function onceForCluster<Result>(
  compute: (objects: ClusterObjects) => Result
): (objects: ClusterObjects) => Result {
  const known = new WeakMap<ClusterObjects['pods'], { objects: ClusterObjects; result: Result }>();
  return ({ namespaces, pods, workloads, services, nodes }) => {
    const objects = { namespaces, pods, workloads, services, nodes };
    const found = known.get(pods);
    if (found && MEMBERS.every((member) => found.objects[member] === objects[member])) {
      return found.result;
    }
    const result = compute(objects);
    known.set(pods, { objects, result });
    return result;
  };
}
