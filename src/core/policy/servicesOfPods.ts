import { type ClusterIndex } from './clusterIndex';
import { type Inventory, type Pod, type Service } from './inventory';

/** The Services with a ClusterIP that select a pod. */
export type ServicesOfPod = (pod: Pod) => readonly Service[];

export function servicesOfPods({ services }: Pick<Inventory, 'services'>, index: ClusterIndex): ServicesOfPod {
  const byPod = new Map<Pod, Service[]>();
  for (const service of services.filter(({ clusterIP }) => clusterIP !== undefined)) {
    for (const pod of index.backendsOf(service)) {
      const ofPod = byPod.get(pod) ?? [];
      byPod.set(pod, ofPod);
      ofPod.push(service);
    }
  }
  return (pod) => byPod.get(pod) ?? [];
}
