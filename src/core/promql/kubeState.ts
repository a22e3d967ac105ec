import { aggregate } from './labels';
import { overTime } from './range';
import { selector } from './selector';

/** A pod can have owners that do not control it. */
const CONTROLLERS = selector('kube_pod_owner', [{ label: 'owner_is_controller', operator: '!=', value: 'false' }]);

/**
 * The series of kube-state-metrics that tell names, as they were at some time in a window: each of value
 * 1, once however many replicas tell it. Instant queries, to be asked at the window's end.
 *
 * @param window a PromQL duration: "3600s".
 */
export function kubeStateQueries(window: string) {
  return {
    pods: `${series('kube_pod_info', ['namespace', 'pod', 'uid', 'pod_ip', 'node', 'host_network'], window)} and on (namespace, pod, uid) ${ran(window)}`,
    podOwners: series(CONTROLLERS, ['namespace', 'pod', 'owner_kind', 'owner_name'], window),
    replicaSetOwners: series('kube_replicaset_owner', ['namespace', 'replicaset', 'owner_kind', 'owner_name'], window),
    jobOwners: series('kube_job_owner', ['namespace', 'job_name', 'owner_kind', 'owner_name'], window),
    nodes: series('kube_node_info', ['node', 'internal_ip', 'provider_id'], window),
  };
}

function series(metric: string, labels: readonly string[], window: string): string {
  return aggregate('group', labels, overTime('present_over_time', metric, { window }));
}

/** Finished pods stay in Kubernetes with the address they had, which others can have by then. */
function ran(window: string): string {
  const running = selector('kube_pod_status_phase', [{ label: 'phase', operator: '=', value: 'Running' }]);
  return `(${overTime('max_over_time', running, { window })} == 1)`;
}
