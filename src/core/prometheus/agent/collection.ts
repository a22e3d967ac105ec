import { EVERY_AGENT } from './agents';
import { aggregate, type ClusterOption } from '../labels';
import { AGENT_NAMESPACE } from '../kubernetes/runningPods';
import { selector } from '../selector';

/**
 * How the series of the agents and of kube-state-metrics came into Prometheus: what is there at all, and
 * how it is labelled. Instant queries, of all clusters together.
 */

/** Labels that people tell clusters apart by. */
const USUAL_CLUSTER_LABELS = [
  'cluster',
  'cluster_name',
  'clusterName',
  'eks_cluster',
  'k8s_cluster',
  'k8s_cluster_name',
  'kubernetes_cluster',
];

/** The labels that may tell clusters apart: the one in the settings first. */
export function clusterLabels({ clusterLabel }: ClusterOption): string[] {
  return clusterLabel === undefined ? USUAL_CLUSTER_LABELS : [...new Set([clusterLabel, ...USUAL_CLUSTER_LABELS])];
}

/** A series for each combination of these labels' values that the agents' series have. */
export function clustersOfAgents(scope: ClusterOption): string {
  return `group by (${clusterLabels(scope).join(', ')}) (${EVERY_AGENT})`;
}

/** How many series have the agent's labels under other names; no sample where none has. */
export function renamedSeries(): string {
  const renamed = (name: string, label: string) => selector(name, [{ label, operator: '!=', value: '' }]);
  return `count(${renamed('ingress_bytes', 'exported_pod')} or ${renamed(EVERY_AGENT, 'exported_node')})`;
}

/** How many pods kube-state-metrics tells of, and how, however many replicas of it do; no sample where there are none. */
export const KUBE_STATE_COUNTS = {
  pods: countOfPods('kube_pod_info'),
  running: countOfPods('kube_pod_status_phase{phase="Running"} == 1'),
  /** Series that are about one pod and labelled with another: that of kube-state-metrics itself. */
  renamed: 'count(kube_pod_info{exported_pod!=""})',
  agents: countOfPods(selector('kube_pod_info', [AGENT_NAMESPACE])),
};

function countOfPods(expression: string): string {
  return `count(${aggregate('group', ['namespace', 'pod', 'uid'], expression)})`;
}
