import { METRIC_OF_EVERY_AGENT } from './allowances';
import { aggregate, type ClusterOption } from '../labels';
import { AGENT_NAMESPACE } from '../kubernetes/runningPods';
import { selector } from '../selector';

/**
 * The collection of the series of the agents and of kube-state-metrics: which exist, and their labels. All of these are
 * instant queries over all clusters.
 */

/** Labels that commonly distinguish clusters. */
const USUAL_CLUSTER_LABELS = [
  'cluster',
  'cluster_name',
  'clusterName',
  'eks_cluster',
  'k8s_cluster',
  'k8s_cluster_name',
  'kubernetes_cluster',
];

/** The labels that can distinguish clusters, the one in the settings first. */
export function clusterLabels({ clusterLabel }: ClusterOption): string[] {
  return clusterLabel === undefined ? USUAL_CLUSTER_LABELS : [...new Set([clusterLabel, ...USUAL_CLUSTER_LABELS])];
}

/** A series for each combination of the {@link clusterLabels} on the agents' series. */
export function clustersOfAgents(scope: ClusterOption): string {
  return `group by (${clusterLabels(scope).join(', ')}) (${METRIC_OF_EVERY_AGENT})`;
}

/** The number of series whose agent labels Prometheus renamed; no sample if there are none. */
export function renamedSeries(): string {
  const renamed = (name: string, label: string) => selector(name, [{ label, operator: '!=', value: '' }]);
  return `count(${renamed('ingress_bytes', 'exported_pod')} or ${renamed(METRIC_OF_EVERY_AGENT, 'exported_node')})`;
}

/** Counts of pods in kube-state-metrics, independent of the number of its replicas; no sample if there are none. */
export const KUBE_STATE_COUNTS = {
  pods: countOfPods('kube_pod_info'),
  running: countOfPods('kube_pod_status_phase{phase="Running"} == 1'),
  /** Series about a pod whose label is another pod: that of kube-state-metrics itself. */
  renamed: 'count(kube_pod_info{exported_pod!=""})',
  agents: countOfPods(selector('kube_pod_info', [AGENT_NAMESPACE])),
};

function countOfPods(expression: string): string {
  return `count(${aggregate('group', ['namespace', 'pod', 'uid'], expression)})`;
}
