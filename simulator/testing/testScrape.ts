/** Reads what an agent exposed, for tests. */
import { type MetricFamily, type Sample } from '../exposition/exposition';

export function samplesOf(families: MetricFamily[], name: string): Sample[] {
  return families.find((family) => family.name === name)?.samples ?? [];
}

/** By pod, summed over its interfaces. */
export function byPod(families: MetricFamily[], name: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { labels, value } of samplesOf(families, name)) {
    const pod = `${labels.namespace}/${labels.pod}`;
    sums.set(pod, (sums.get(pod) ?? 0) + value);
  }
  return sums;
}

export function total(families: MetricFamily[], name: string): number {
  return samplesOf(families, name).reduce((sum, sample) => sum + sample.value, 0);
}
