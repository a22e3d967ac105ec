import { type Report } from './report';

/** Groups items with a report by the cluster of its agent. Clusters can have the same addresses, so their reports must not be joined. */
export function byCluster<T>(items: readonly T[], reportOf: (item: T) => Report): Map<string | undefined, T[]> {
  const clusters = new Map<string | undefined, T[]>();
  for (const item of items) {
    const { cluster } = reportOf(item);
    const ofCluster = clusters.get(cluster);
    if (ofCluster) {
      ofCluster.push(item);
    } else {
      clusters.set(cluster, [item]);
    }
  }
  return clusters;
}
