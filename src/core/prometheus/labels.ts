/** Labels in expressions, with or without renaming by Prometheus, for one or several clusters. */

/** The agent's own labels that Prometheus renames to `exported_*` without `honor_labels`. */
const AGENT_LABELS = ['pod', 'namespace', 'node'] as const;

/** The label that distinguishes clusters if one Prometheus has several: usually "cluster". */
export interface ClusterOption {
  clusterLabel?: string;
}

/** Labels for grouping or joining, with the cluster label in front: pods of two clusters can have the same name. */
export function inCluster(labels: readonly string[], { clusterLabel }: ClusterOption): string[] {
  return clusterLabel === undefined ? [...labels] : [clusterLabel, ...labels];
}

/** An aggregation: `sum by (namespace, pod) (expression)`. */
export function aggregate(operator: string, labels: readonly string[], expression: string): string {
  return `${operator} by (${labels.join(', ')}) (${expression})`;
}

/**
 * Restores the agent's own labels. Without `honor_labels`, Prometheus renames them to `exported_*` and replaces them with
 * those of the agent's pod. An absent label never matches `(.+)`, so this is correct in both cases.
 *
 * @param needed the labels of a grouping or a join. Only these are restored.
 */
export function agentLabels(expression: string, needed: readonly string[]): string {
  return AGENT_LABELS.filter((label) => needed.includes(label)).reduce<string>(
    (inner, label) => `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`,
    expression
  );
}

/**
 * Series that a sum subtracts from the series with the same labels. An additional label distinguishes them in `a or b`,
 * which needs `a` once, while `a - b or a` needs it twice.
 */
export function minus(expression: string): string {
  return `label_replace(-(${expression}), "minus", "1", "", "")`;
}

/** Series that a sum adds to the series with the same labels. An additional label distinguishes them, too. */
export function apart(expression: string): string {
  return `label_replace(${expression}, "apart", "1", "", "")`;
}
