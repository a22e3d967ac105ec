import { compareText } from '../compareText';
import { type Category } from '../flow/category';
import { type InsightContributor, type InsightEnds, type InsightMetric, type InsightRow } from './insights';

/** The rows that a query returned. */
export interface InsightAnswer {
  metric: InsightMetric;
  category: Category;
  rows: readonly InsightRow[];
}

/**
 * The results of several metrics, categories and windows as one row for each category and pair of ends.
 * Values of the same metric are summed, because windows do not overlap.
 *
 * The API returns only the top contributors of each window, so a sum is a lower limit. Rows are sorted by the first
 * metric in which they differ, highest first, then by their ends.
 */
export function contributorsOf(
  answers: readonly InsightAnswer[],
  metrics: readonly InsightMetric[]
): InsightContributor[] {
  const byKey = new Map<string, InsightContributor>();
  for (const { metric, category, rows } of answers) {
    for (const { value, ...ends } of rows) {
      const key = keyOf(category, ends);
      const contributor = byKey.get(key) ?? { ...ends, category, values: {} };
      contributor.values[metric] = (contributor.values[metric] ?? 0) + value;
      byKey.set(key, contributor);
    }
  }
  return [...byKey.entries()]
    .sort(([keyA, a], [keyB, b]) => byValues(a, b, metrics) || compareText(keyA, keyB))
    .map(([, contributor]) => contributor);
}

function keyOf(category: Category, { accountId, zoneId, subnetId, vpcId, region, remote }: InsightEnds): string {
  return JSON.stringify([category, region, zoneId, vpcId, subnetId, remote, accountId]);
}

function byValues(a: InsightContributor, b: InsightContributor, metrics: readonly InsightMetric[]): number {
  const valueOf = ({ values }: InsightContributor, metric: InsightMetric) => values[metric] ?? -1;
  const telling = metrics.find((metric) => valueOf(a, metric) !== valueOf(b, metric));
  return telling === undefined ? 0 : valueOf(b, telling) - valueOf(a, telling);
}
