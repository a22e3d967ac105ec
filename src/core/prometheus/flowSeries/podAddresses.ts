import { type LabelFilter } from '../matcher';
import { aggregate, type ClusterOption, inCluster } from '../labels';
import { nodeZones } from '../kubernetes/names';
import { overTime, type Range } from '../range';
import { selector } from '../selector';

/** Pods on a node's own network have its address, which tells nothing of them. */
const OWN_ADDRESS: readonly LabelFilter[] = [
  { label: 'host_network', operator: '!=', value: 'true' },
  { label: 'pod_ip', operator: '!=', value: '' },
];

/**
 * The pattern of an address, without the prefix of an IPv4 address within IPv6. Agents report a server that listens on
 * IPv6 as `::ffff:10.0.3.11`, and kube-state-metrics has 10.0.3.11.
 */
export const ADDRESS = '(?:[0:]+(?i:ffff):)?([^;]+)';

const RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };

/** The pods to look up. With a cluster label, each cluster has addresses of its own. */
export interface PodScope extends ClusterOption {
  /** On the series of kube-state-metrics. */
  filters?: readonly LabelFilter[];
}

/**
 * One series, of value 1, for each address that a running pod had in the range, with the labels
 * `client_address`, `client_namespace` and `client_pod`, or those of servers: to be joined to flows.
 * Of pods that had an address one after the other, the one that had it longer counts.
 */
export function podsByAddress(end: string, range: Range, scope: PodScope): string {
  return withEnd(end, ['namespace', 'pod'], longest(range, scope), scope);
}

/** The same with the label `client_zone` or `server_zone`: the zone of the node that the pod was on. */
export function podsByAddressWithZone(end: string, range: Range, scope: PodScope): string {
  const node = inCluster(['node'], scope);
  const zones = aggregate('group', [...node, 'zone'], nodeZones(joinedFilters(scope), range));
  const on = node.join(', ');
  const placed = `${longest(range, scope)} * on (${on}) group_left (zone) topk by (${on}) (1, ${zones})`;
  return withEnd(end, ['namespace', 'pod', 'zone'], placed, scope);
}

/** The series to join to those of `kube_pod_info` that pass the filters: with the cluster's label, the others drop out. */
function joinedFilters({ clusterLabel, filters = [] }: PodScope): readonly LabelFilter[] {
  return filters.filter(({ label }) => label !== clusterLabel);
}

/**
 * By address and pod, how many samples say that it ran, and in the fraction, which pod comes first among those with as
 * many: the one that runs at the end. Engines take any of equals.
 */
function longest(range: Range, scope: PodScope): string {
  const { filters = [] } = scope;
  const pod = inCluster(['namespace', 'pod', 'uid'], scope);
  const info = overTime('present_over_time', selector('kube_pod_info', [...OWN_ADDRESS, ...filters]), range);
  const phase = selector('kube_pod_status_phase', [RUNNING, ...joinedFilters(scope)]);
  const running = `${overTime('sum_over_time', phase, range)} + ${overTime('last_over_time', phase, range)} / 2`;
  const placed = aggregate('max', [...pod, 'node', 'pod_ip'], info);
  // An instance of kube-state-metrics that another one replaces knows only a part of the range.
  const counted = `${aggregate('sum', pod, running)} * on (${pod.join(', ')}) group_left (node, pod_ip) ${placed}`;
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
