import { type Report } from './report';

/** Reports by the cluster of their agents. Clusters can have the same addresses: their reports don't belong together. */
export function byCluster<T>(all: readonly T[], reportOf: (one: T) => Report): Map<string | undefined, T[]> {
  const clusters = new Map<string | undefined, T[]>();
  for (const one of all) {
    const { cluster } = reportOf(one);
    const known = clusters.get(cluster);
    if (known) {
      known.push(one);
    } else {
      clusters.set(cluster, [one]);
    }
  }
  return clusters;
}
