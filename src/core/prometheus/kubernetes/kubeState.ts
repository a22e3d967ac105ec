import { type ClusterFacts, clusterFacts, type Labels } from '../../kubernetes/clusterFacts';
import { type LabelFilter } from '../matcher';
import { aggregate } from '../labels';
import { overTime } from '../range';
import { selector } from '../selector';

/** The series that name the Services at ClusterIPs at any time in the window, as {@link kubeStateQueries} does for pods. */
export function servicesQuery(window: string, filters: readonly LabelFilter[] = []): string {
  const present = overTime('present_over_time', selector('kube_service_info', filters), { window });
  return aggregate('group', ['namespace', 'service', 'cluster_ip'], present);
}

/** A pod can have owners that do not control it. */
const IS_CONTROLLER: LabelFilter = { label: 'owner_is_controller', operator: '!=', value: 'false' };
const IS_RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };

/**
 * Instant queries at the end of a window for the series of kube-state-metrics that have names. The result has all series at
 * any time in the window, with the value 1, each once for any number of replicas.
 *
 * @param window a PromQL duration: "3600s".
 * @param filters the selected cluster, if Prometheus has several.
 * @param clusterLabel the label of the cluster, if the series of several clusters are needed.
 */
export function kubeStateQueries(window: string, filters: readonly LabelFilter[] = [], clusterLabel?: string) {
  const ofCluster = clusterLabel === undefined ? [] : [clusterLabel];
  const series = (name: string, labels: readonly string[], own: readonly LabelFilter[] = []) =>
    aggregate(
      'group',
      [...ofCluster, ...labels],
      overTime('present_over_time', selector(name, [...own, ...filters]), { window })
    );
  // Finished pods stay in Kubernetes with their address, which other pods can have by then.
  const running = overTime('max_over_time', selector('kube_pod_status_phase', [IS_RUNNING, ...filters]), { window });
  const pods = series('kube_pod_info', ['namespace', 'pod', 'uid', 'pod_ip', 'node', 'host_network']);
  return {
    pods: `${pods} and on (namespace, pod, uid) (${running} == 1)`,
    podOwners: series('kube_pod_owner', ['namespace', 'pod', 'owner_kind', 'owner_name'], [IS_CONTROLLER]),
    replicaSetOwners: series('kube_replicaset_owner', ['namespace', 'replicaset', 'owner_kind', 'owner_name']),
    jobOwners: series('kube_job_owner', ['namespace', 'job_name', 'owner_kind', 'owner_name']),
    nodes: series('kube_node_info', ['node', 'internal_ip', 'provider_id']),
  };
}

/**
 * The facts of a window.
 *
 * @param queries from {@link kubeStateQueries}
 * @param labelsOf evaluates an expression at the end of the window, and returns the labels of its series.
 */
export async function queryClusterFacts(
  queries: ReturnType<typeof kubeStateQueries>,
  labelsOf: (expression: string) => Promise<readonly Labels[]>
): Promise<ClusterFacts> {
  const [pods, podOwners, replicaSetOwners, jobOwners, nodes] = await Promise.all([
    labelsOf(queries.pods),
    labelsOf(queries.podOwners),
    labelsOf(queries.replicaSetOwners),
    labelsOf(queries.jobOwners),
    labelsOf(queries.nodes),
  ]);
  return clusterFacts({ pods, podOwners, replicaSetOwners, jobOwners, nodes });
}
