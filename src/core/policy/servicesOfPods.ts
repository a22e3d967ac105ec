import { clusterIndexOf } from './clusterIndex';
import { type Pod, type Service } from './inventory';
import { onceForCluster } from './onceForCluster';

/** The Services with a ClusterIP that select a pod. */
export type ServicesOfPod = (pod: Pod) => readonly Service[];

export const servicesOfPods = onceForCluster((objects): ServicesOfPod => {
  const index = clusterIndexOf(objects);
  const byPod = new Map<Pod, Service[]>();
  for (const service of objects.services.filter(({ clusterIP }) => clusterIP !== undefined)) {
    for (const pod of index.backendsOf(service)) {
      const ofPod = byPod.get(pod) ?? [];
      byPod.set(pod, ofPod);
      ofPod.push(service);
    }
  }
  return (pod) => byPod.get(pod) ?? [];
});
