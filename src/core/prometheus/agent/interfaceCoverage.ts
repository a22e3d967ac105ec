import { type LabelFilter } from '../matcher';
import { METRIC_OF_EVERY_AGENT } from './allowances';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime } from '../range';
import { selector } from '../selector';

/**
 * The network interfaces and pods of a node that its agent does not read. The agent lists the interfaces once, when it
 * starts: an interface that the VPC CNI attaches later for new pods has no allowance series until the agent restarts. All
 * of these are instant queries.
 */

/**
 * The most addresses or prefixes that one interface of any instance type can have besides its own address: 64 minus one
 * (aws/amazon-vpc-cni-k8s, pkg/vpc/vpc_ip_resource_limit.go, August 2026).
 */
const MAX_SLOTS = 63;

/** Matches pods with their own IPv4 address. With IPv6, one interface serves any number of pods. */
const HAS_ADDRESS: readonly LabelFilter[] = [
  { label: 'host_network', operator: '!=', value: 'true' },
  { label: 'node', operator: '!=', value: '' },
  { label: 'pod_ip', operator: '=~', value: '[0-9.]+' },
];

/** Pods with their own security groups, which have a branch interface instead of an address on one of the node's. */
const BRANCH_INTERFACES = 'kube_pod_container_resource_requests{resource="vpc_amazonaws_com_pod_eni"}';

/** The size of the prefixes that the VPC CNI can assign to an interface instead of addresses: /28, 16 addresses. */
const BLOCK = 16;

/** The number of network interfaces that the agent of each node reads. */
export function interfacesRead(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  return aggregate('count', node, aggregate('group', [...node, 'eni'], agentLabels(METRIC_OF_EVERY_AGENT, ['node'])));
}

/**
 * The least number of network interfaces that the agent of each node does not read; no sample for nodes without any. It
 * follows from kube-state-metrics: the node's pods use more blocks of 16 addresses than the interfaces that the agent reads
 * can have addresses or prefixes. Each block needs at least one of either, so this holds with and without prefix
 * delegation, for any instance type. Fewer blocks prove nothing: most instance types have fewer addresses per interface,
 * and pods in a small subnet share blocks.
 */
export function interfacesNotRead(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const blocks = aggregate('count', node, aggregate('group', [...node, 'block'], inBlocks(podsWithAddress(scope))));
  return `ceil(${blocks} / ${MAX_SLOTS}) - on (${node.join(', ')}) ${interfacesRead(scope)} > 0`;
}

/**
 * Nodes whose agent has reported allowances but no pods for five minutes, although there are pods: before version 1.1.5,
 * agents lacked the capabilities to enter the network namespaces of pods (issue 99 of aws/network-flow-monitor-agent).
 *
 * @param podsKnownBy the source of pods. Without kube-state-metrics, nodes are found only if no agent of the cluster
 *   reports any pod, because an agent without pods is correct if no pod on its node has its own address.
 */
export function agentsWithoutPods(podsKnownBy: 'kube-state-metrics' | 'by-change', scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const onNode = `on (${node.join(', ')})`;
  const exposed = (offset: string) =>
    aggregate('group', node, agentLabels(`${METRIC_OF_EVERY_AGENT}${offset}`, ['node']));
  const established = `${exposed('')} and ${onNode} ${exposed(' offset 5m')}`;
  const ofPods = overTime('last_over_time', 'ingress_bytes', { window: '5m' });
  return podsKnownBy === 'kube-state-metrics'
    ? `${established} and ${onNode} (${podsWithAddress(scope)}) unless ${onNode} ${agentLabels(ofPods, ['node'])}`
    : `${established} unless on (${inCluster([], scope).join(', ')}) ${ofPods}`;
}

/** The running pods with an address on an interface of their node. Finished pods keep an address that is no longer theirs. */
function podsWithAddress(scope: ClusterOption): string {
  const pod = inCluster(['namespace', 'pod'], scope);
  const running = 'kube_pod_status_phase{phase="Running"} == 1';
  return (
    `${selector('kube_pod_info', HAS_ADDRESS)} and on (${[...pod, 'uid'].join(', ')}) (${running}) ` +
    `unless on (${pod.join(', ')}) ${BRANCH_INTERFACES}`
  );
}

/**
 * Adds a label `block`, which is equal for addresses in the same block: the part before the last number, and a list with a
 * dot at the index of the block of the last number.
 */
function inBlocks(series: string): string {
  const blocks = Array.from({ length: 256 / BLOCK }, (_, block) => {
    const numbers = Array.from({ length: BLOCK }, (__, index) => block * BLOCK + index);
    return `([.])(?:${numbers.join('|')})`;
  });
  const place = blocks.map((_, block) => `$${block + 2}`).join(',');
  return `label_replace(${series}, "block", "$1,${place}", "pod_ip", "(.+)(?:${blocks.join('|')})")`;
}
