import { type LabelFilter } from '../matcher';
import { aggregate } from '../labels';
import { overTime } from '../range';
import { selector } from '../selector';

/** A pod can have owners that do not control it. */
const IS_CONTROLLER: LabelFilter = { label: 'owner_is_controller', operator: '!=', value: 'false' };
const IS_RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };

/**
 * The series of kube-state-metrics that tell names, as they were at some time in a window: each of value
 * 1, once however many replicas tell it. Instant queries, to be asked at the window's end.
 *
 * @param window a PromQL duration: "3600s".
 * @param filters which cluster's, where Prometheus holds several.
 * @param clusterLabel the label that says which cluster's they are, where those of several are wanted.
 */
export function kubeStateQueries(window: string, filters: readonly LabelFilter[] = [], clusterLabel?: string) {
  const ofCluster = clusterLabel === undefined ? [] : [clusterLabel];
  const series = (name: string, labels: readonly string[], own: readonly LabelFilter[] = []) =>
    aggregate(
      'group',
      [...ofCluster, ...labels],
      overTime('present_over_time', selector(name, [...own, ...filters]), { window })
    );
  // Finished pods stay in Kubernetes with the address they had, which others can have by then.
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
