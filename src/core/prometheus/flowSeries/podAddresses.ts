import { type LabelFilter } from '../matcher';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { nodeZones } from '../kubernetes/names';
import { overTime, type Range } from '../range';
import { selector } from '../selector';

/** Excludes pods on the host network, which have the address of their node. */
const OWN_ADDRESS: readonly LabelFilter[] = [
  { label: 'host_network', operator: '!=', value: 'true' },
  { label: 'pod_ip', operator: '!=', value: '' },
];

/**
 * The pattern of an address, without the prefix of an IPv4-mapped IPv6 address. Agents report a server that listens on IPv6
 * as `::ffff:10.0.3.11`, while kube-state-metrics has 10.0.3.11.
 */
export const ADDRESS = '(?:[0:]+(?i:ffff):)?([^;]+)';

const RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };

/** The pods to look up. With a cluster label, addresses are looked up within each cluster. */
export interface PodScope extends ClusterOption {
  /** Filters on the series of kube-state-metrics. */
  filters?: readonly LabelFilter[];
}

/**
 * One series with the value 1 for each address of a running pod in the range, with the labels `client_address`,
 * `client_namespace` and `client_pod`, or those of servers, for joins with flows. If several pods had an address one after
 * the other, the pod that had it longer counts.
 *
 * @param end "client" or "server".
 */
export function podsByAddress(end: string, range: Range, scope: PodScope): string {
  return withEnd(end, ['namespace', 'pod'], longest(range, scope), scope);
}

/** The same with the label `client_zone` or `server_zone`: the zone of the pod's node. */
export function podsByAddressWithZone(end: string, range: Range, scope: PodScope): string {
  const node = inCluster(['node'], scope);
  const zones = aggregate('group', [...node, 'zone'], nodeZones(joinedFilters(scope), range));
  const on = node.join(', ');
  const podNodes = `${longest(range, scope)} * on (${on}) group_left (zone) topk by (${on}) (1, ${zones})`;
  return withEnd(end, ['namespace', 'pod', 'zone'], podNodes, scope);
}

/** The filters for series that are joined to `kube_pod_info`: the join applies the filter on the cluster label anyway. */
function joinedFilters({ clusterLabel, filters = [] }: PodScope): readonly LabelFilter[] {
  return filters.filter(({ label }) => label !== clusterLabel);
}

/**
 * The number of samples at which each pod ran, by address and pod. The fraction decides between pods with the same number: the
 * pod that runs at the end counts, because engines would select any of them.
 */
function longest(range: Range, scope: PodScope): string {
  const { filters = [] } = scope;
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const info = overTime('present_over_time', selector('kube_pod_info', [...OWN_ADDRESS, ...filters]), range);
  const phase = selector('kube_pod_status_phase', [RUNNING, ...joinedFilters(scope)]);
  const running = `${overTime('sum_over_time', phase, range)} + ${overTime('last_over_time', phase, range)} / 2`;
  const podNodes = aggregate('max', [...pod, 'node', 'pod_ip'], info);
  // An instance of kube-state-metrics that another one replaced has only a part of the range.
  const counted = `${aggregate('sum', pod, running)} * on (${pod.join(', ')}) group_left (node, pod_ip) ${podNodes}`;
  return `topk by (${inCluster(['pod_ip'], scope).join(', ')}) (1, ${counted} > 0)`;
}

function withEnd(end: string, labels: readonly string[], pods: string, scope: ClusterOption): string {
  const renamed = labels.reduce(
    (inner, label) => `label_replace(${inner}, "${end}_${label}", "$1", "${label}", "(.+)")`,
    `label_replace(${pods}, "${end}_address", "$1", "pod_ip", "${ADDRESS}")`
  );
  return aggregate(
    'group',
    inCluster(
      ['address', ...labels].map((label) => `${end}_${label}`),
      scope
    ),
    renamed
  );
}
