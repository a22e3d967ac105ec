import { aggregate } from './labels';
import { nodeZones } from './names';
import { overTime, type Range } from './range';
import { type LabelFilter, selector } from './selector';

/** Pods on a node's own network have its address, which tells nothing of them. */
const OWN_ADDRESS: readonly LabelFilter[] = [
  { label: 'host_network', operator: '!=', value: 'true' },
  { label: 'pod_ip', operator: '!=', value: '' },
];
const RUNNING: LabelFilter = { label: 'phase', operator: '=', value: 'Running' };

/**
 * One series, of value 1, for each address that a running pod had in the range, with the labels
 * `client_address`, `client_namespace` and `client_pod`, or those of servers: to be joined to flows.
 * Of pods that had an address one after the other, the one that had it longer counts.
 *
 * @param filters on the series of kube-state-metrics: which cluster's.
 */
export function podsByAddress(end: string, range: Range, filters: readonly LabelFilter[] = []): string {
  return withEnd(end, ['namespace', 'pod'], longest(range, filters));
}

/** The same with the label `client_zone` or `server_zone`: the zone of the node that the pod was on. */
export function podsByAddressWithZone(end: string, range: Range, filters: readonly LabelFilter[] = []): string {
  const zones = `topk by (node) (1, ${aggregate('group', ['node', 'zone'], nodeZones(filters, range))})`;
  const placed = `${longest(range, filters)} * on (node) group_left (zone) ${zones}`;
  return withEnd(end, ['namespace', 'pod', 'zone'], placed);
}

function longest(range: Range, filters: readonly LabelFilter[]): string {
  const pod = ['namespace', 'pod', 'uid'];
  const info = overTime('present_over_time', selector('kube_pod_info', [...OWN_ADDRESS, ...filters]), range);
  const running = overTime('sum_over_time', selector('kube_pod_status_phase', [RUNNING, ...filters]), range);
  const placed = aggregate('max', [...pod, 'node', 'pod_ip'], info);
  // An instance of kube-state-metrics that another one replaces knows only a part of the range.
  const counted = `${aggregate('sum', pod, running)} * on (${pod.join(', ')}) group_left (node, pod_ip) ${placed}`;
  return `topk by (pod_ip) (1, ${counted} > 0)`;
}

function withEnd(end: string, labels: readonly string[], pods: string): string {
  const renames: Array<[string, string]> = [
    ['pod_ip', `${end}_address`],
    ...labels.map((label): [string, string] => [label, `${end}_${label}`]),
  ];
  const renamed = renames.reduce(
    (inner, [from, to]) => `label_replace(${inner}, "${to}", "$1", "${from}", "(.+)")`,
    pods
  );
  return aggregate(
    'group',
    renames.map(([, to]) => to),
    renamed
  );
}
