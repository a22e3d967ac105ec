import { aggregate, type ClusterOption } from '../labels';
import { endOf, overTime, type Range } from '../range';

/**
 * The cluster of a flow, by its name in the series of kube-state-metrics: pods of two clusters can have the same address. The
 * series of kube-state-metrics have the label that Prometheus adds. Flow series have `k8s_cluster` if the EKS add-on runs
 * the agents (publisher_amp.rs), and the other label only if the collector adds it.
 */

/** The labels of flow series that can have the name of their cluster. */
export function flowClusterLabels({ clusterLabel }: ClusterOption): string[] {
  return clusterLabel === undefined ? [] : [...new Set([clusterLabel, 'k8s_cluster'])];
}

/**
 * Adds the cluster label to flows with the same values as in the series of kube-state-metrics, for joins.
 *
 * A flow belongs to the cluster in its labels. If kube-state-metrics has a single cluster and no flow has its name, all flows
 * belong to it. This is the case in a Prometheus for one cluster, where the series of kube-state-metrics do not have the
 * label at all.
 *
 * @param flows with the {@link flowClusterLabels}.
 * @param range the range in which kube-state-metrics names the ends of the flows.
 */
export function inKubeStateCluster(flows: string, range: Range, { clusterLabel }: ClusterOption): string {
  if (clusterLabel === undefined) {
    return flows;
  }
  // There are far fewer nodes than pods, but pods alone are enough to name ends.
  const nodes = overTime('present_over_time', 'kube_node_info', range);
  const clusters = aggregate('group', [clusterLabel], `${nodes} or kube_pod_info${endOf(range)}`);
  const recentFlows = overTime('last_over_time', 'nfm_bytes_delivered', { ...range, window: '10m' });
  const named = `label_replace(${recentFlows}, "${clusterLabel}", "$1", "k8s_cluster", "(.+)")`;
  const single = `${clusters} unless on () (count(${clusters}) > 1) unless on (${clusterLabel}) ${named}`;
  const marked = `label_replace(${single}, "single", "-$1", "${clusterLabel}", "(.*)") or on () vector(1)`;
  const joined = `label_join(${flows} * on () group_left (single) (${marked}), "of", ";", "single", "${clusterLabel}", "k8s_cluster")`;
  return `label_replace(${joined}, "${clusterLabel}", "$1$2$3", "of", "-(.*);.*;.*|;(?:([^;]+);.*|;(.*))")`;
}
