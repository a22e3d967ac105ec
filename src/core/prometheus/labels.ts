/** How labels are written, whoever renamed them and however many clusters one Prometheus holds. */

/** The agent's own labels that Prometheus renames to `exported_*` without `honor_labels`. */
export const AGENT_LABELS = ['pod', 'namespace', 'node'] as const;

/** Which label tells clusters apart where one Prometheus holds several: usually "cluster". */
export interface ClusterOption {
  clusterLabel?: string;
}

/** Labels to group by or to join on, with the cluster's in front: pods of two clusters can share a name. */
export function inCluster(labels: readonly string[], { clusterLabel }: ClusterOption): string[] {
  return clusterLabel === undefined ? [...labels] : [clusterLabel, ...labels];
}

/** `sum by (namespace, pod) (expression)` */
export function aggregate(operator: string, labels: readonly string[], expression: string): string {
  return `${operator} by (${labels.join(', ')}) (${expression})`;
}

/**
 * Without `honor_labels` Prometheus renames the agent's own labels to `exported_*` and puts the
 * agent's pod in their place. An absent label never matches `(.+)`, so this is right in both cases.
 * Only the labels that are grouped by or joined on are put back.
 */
export function agentLabels(expression: string, needed: readonly string[]): string {
  return AGENT_LABELS.filter((label) => needed.includes(label)).reduce<string>(
    (inner, label) => `label_replace(${inner}, "${label}", "$1", "exported_${label}", "(.+)")`,
    expression
  );
}

/**
 * Series that are taken away from their namesakes when both are summed. The label keeps them apart
 * in `a or b`, which needs `a` once where `a - b or a` needs it twice.
 */
export function minus(expression: string): string {
  return `label_replace(-(${expression}), "minus", "1", "", "")`;
}

/** Series that are added to their namesakes when both are summed, likewise. */
export function apart(expression: string): string {
  return `label_replace(${expression}, "apart", "1", "", "")`;
}
