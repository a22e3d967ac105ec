/** Reads the metrics of an agent in tests. */
import { type MetricFamily, type Sample } from '../exposition/exposition';

/** The samples of a metric; empty if it is absent. */
export function samplesOf(families: MetricFamily[], name: string): Sample[] {
  return families.find((family) => family.name === name)?.samples ?? [];
}

/** The values of a metric by pod, summed over the pod's interfaces. */
export function byPod(families: MetricFamily[], name: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labels, value } of samplesOf(families, name)) {
    const pod = `${labels.namespace}/${labels.pod}`;
    sums.set(pod, (sums.get(pod) ?? 0) + value);
  }
  return sums;
}

/** The sum over all series of a metric. */
export function total(families: MetricFamily[], name: string): number {
  return samplesOf(families, name).reduce((sum, sample) => sum + sample.value, 0);
}
