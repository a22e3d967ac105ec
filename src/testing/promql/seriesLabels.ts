/** The labels of the series that queries read, as their sources document them. */

/** Labels that Prometheus adds to a target, and those of the agent under which it keeps the scraped ones. */
const OF_TARGET = ['cluster', 'job', 'instance', 'scrape_node'];
const EXPORTED = ['exported_namespace', 'exported_pod', 'exported_node'];

/** aws/network-flow-monitor-agent, open_metrics/providers. */
const OF_POD = ['namespace', 'pod', 'node', 'iface', ...EXPORTED, ...OF_TARGET];
const OF_INTERFACE = ['node', 'eni', 'instance_id', ...EXPORTED, ...OF_TARGET];
const OF_DEVICE = ['node', 'device', 'port', 'namespace', 'pod', 'instance_id', ...EXPORTED, ...OF_TARGET];
const OF_FLOW = [
  ...['cluster', 'k8s_cluster', 'k8s_node', 'instance_id'],
  ...['local_address', 'local_port', 'local_namespace', 'local_pod', 'local_service'],
  ...['remote_address', 'remote_port', 'remote_namespace', 'remote_pod', 'remote_service'],
];

/** kubernetes/kube-state-metrics, docs/metrics. */
const OWNER = ['owner_kind', 'owner_name', 'owner_is_controller'];
const KUBE_POD = ['namespace', 'pod', 'uid', ...OF_TARGET];

const LABELS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/^(ingress|egress)_(bytes|packets|flow)$/, OF_POD],
  [/^(bw_in|bw_out|pps|conntrack|linklocal)_allowance_exceeded$/, OF_INTERFACE],
  [/^efa_\w+$/, OF_DEVICE],
  [/^nfm_\w+$/, OF_FLOW],
  [/^namespace_pod_node:\w+:(topk_)?rate4m$/, ['namespace', 'pod', 'node', 'cluster']],
  [/^node_eni:\w+:rate4m$/, ['node', 'eni', 'cluster']],
  [/^node_iface:ingress_bytes:count$/, ['node', 'iface', 'cluster']],
  [/^cluster:namespace_pod_node_ingress_bytes_rate4m:count$/, ['cluster']],
  [/^node_ethtool_\w+$/, ['node', 'device', ...OF_TARGET]],
  [/^up$/, OF_TARGET],
  [
    /^kube_pod_info$/,
    [
      ...KUBE_POD,
      ...['node', 'pod_ip', 'host_ip', 'host_network', 'created_by_kind', 'created_by_name', 'exported_pod'],
    ],
  ],
  [/^kube_pod_status_phase$/, [...KUBE_POD, 'phase']],
  [/^kube_pod_status_ready$/, [...KUBE_POD, 'condition']],
  [/^kube_pod_status_reason$/, [...KUBE_POD, 'reason']],
  [/^kube_pod_(start_time|status_unschedulable)$/, KUBE_POD],
  [/^kube_pod_container_status_restarts_total$/, [...KUBE_POD, 'container']],
  [/^kube_pod_container_status_last_terminated_reason$/, [...KUBE_POD, 'container', 'reason']],
  [/^kube_pod_owner$/, [...KUBE_POD, ...OWNER]],
  [/^kube_pod_container_state_started$/, [...KUBE_POD, 'container']],
  [/^kube_pod_container_resource_requests$/, [...KUBE_POD, 'container', 'node', 'resource', 'unit']],
  [/^kube_replicaset_owner$/, ['namespace', 'replicaset', ...OWNER, ...OF_TARGET]],
  [/^kube_replicaset_created$/, ['namespace', 'replicaset', ...OF_TARGET]],
  [/^kube_job_owner$/, ['namespace', 'job_name', ...OWNER, ...OF_TARGET]],
  [/^kube_statefulset_\w+_revision$/, ['namespace', 'statefulset', 'revision', ...OF_TARGET]],
  [/^kube_daemonset_\w+$/, ['namespace', 'daemonset', ...OF_TARGET]],
  [/^kube_node_info$/, ['node', 'internal_ip', 'provider_id', 'os_image', ...OF_TARGET]],
  [/^kube_node_status_condition$/, ['node', 'condition', 'status', ...OF_TARGET]],
  [/^kube_node_deletion_timestamp$/, ['node', ...OF_TARGET]],
];

/** @returns undefined for a metric that none of the sources has. */
export function labelsOfMetric(name: string): readonly string[] | undefined {
  return LABELS.find(([names]) => names.test(name))?.[1];
}

/** Labels, and those that they determine at one moment. */
export type Dependency = readonly [from: readonly string[], to: readonly string[]];

/** What Kubernetes and Prometheus guarantee: it decides whether series are unique by the labels of a join. */
export const DEPENDENCIES: readonly Dependency[] = [
  [['uid'], ['namespace', 'pod', 'node', 'pod_ip', 'created_by_name']],
  // The owner of a ReplicaSet does not change, and neither does a pod's.
  [
    ['namespace', 'created_by_name'],
    ['workload', 'workload_kind'],
  ],
];
