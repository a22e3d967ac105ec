import { type LabelFilter } from '../matcher';
import { EVERY_AGENT } from './agents';
import { agentLabels, aggregate, type ClusterOption, inCluster } from '../labels';
import { overTime } from '../range';
import { selector } from '../selector';

/**
 * What of a node its agent does not read. The agent lists the node's network interfaces once, when it starts: one that the
 * VPC CNI attaches later, as pods come, has no allowance series until the agent restarts. Instant queries.
 */

/**
 * As many addresses or prefixes as one interface can have besides its own address, of any instance type: 64 less one
 * (aws/amazon-vpc-cni-k8s, pkg/vpc/vpc_ip_resource_limit.go, August 2026).
 */
const MAX_SLOTS = 63;

/** Matches pods that have an IPv4 address of their own. With IPv6, one interface serves any number of pods. */
const HAS_ADDRESS: readonly LabelFilter[] = [
  { label: 'host_network', operator: '!=', value: 'true' },
  { label: 'node', operator: '!=', value: '' },
  { label: 'pod_ip', operator: '=~', value: '[0-9.]+' },
];

/** A pod with security groups of its own has a branch interface, which is none of the node's. */
const BRANCH_INTERFACES = 'kube_pod_container_resource_requests{resource="vpc_amazonaws_com_pod_eni"}';

/** The prefixes that the VPC CNI can assign to an interface instead of addresses: /28, blocks of 16. */
const BLOCK = 16;

/** How many network interfaces each node's agent reads. */
export function interfacesRead(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  return aggregate('count', node, aggregate('group', [...node, 'eni'], agentLabels(EVERY_AGENT, ['node'])));
}

/**
 * At least how many network interfaces each node's agent does not read; no sample for the others. From kube-state-metrics:
 * more blocks of 16 addresses are in use by the node's pods than the interfaces that the agent reads can have addresses or
 * prefixes. Each block takes at least one of either, so this is true with and without prefix delegation, for any instance
 * type. Fewer blocks prove nothing: most instance types hold less on an interface, and pods of a small subnet share blocks.
 */
export function interfacesNotRead(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const blocks = aggregate('count', node, aggregate('group', [...node, 'block'], inBlocks(podsWithAddress(scope))));
  return `ceil(${blocks} / ${MAX_SLOTS}) - on (${node.join(', ')}) ${interfacesRead(scope)} > 0`;
}

/**
 * Nodes whose agent has reported allowances for five minutes and nothing of any pod, although there are pods: before
 * version 1.1.5, it lacked the capabilities to enter the pods' network namespaces (issue 99 of
 * aws/network-flow-monitor-agent).
 *
 * @param podsKnownBy without kube-state-metrics, only if no agent of the cluster reports any pod: one whose node has no pods
 *   with an address of their own is well.
 */
export function agentsWithoutPods(podsKnownBy: 'kube-state-metrics' | 'by-change', scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const onNode = `on (${node.join(', ')})`;
  const exposed = (offset: string) => aggregate('group', node, agentLabels(`${EVERY_AGENT}${offset}`, ['node']));
  const established = `${exposed('')} and ${onNode} ${exposed(' offset 5m')}`;
  const ofPods = overTime('last_over_time', 'ingress_bytes', { window: '5m' });
  return podsKnownBy === 'kube-state-metrics'
    ? `${established} and ${onNode} (${podsWithAddress(scope)}) unless ${onNode} ${agentLabels(ofPods, ['node'])}`
    : `${established} unless on (${inCluster([], scope).join(', ')}) ${ofPods}`;
}

/** The running pods with an address on one of their node's interfaces. Finished ones keep an address that is no longer theirs. */
function podsWithAddress(scope: ClusterOption): string {
  const pod = inCluster(['namespace', 'pod'], scope);
  const running = 'kube_pod_status_phase{phase="Running"} == 1';
  return (
    `${selector('kube_pod_info', HAS_ADDRESS)} and on (${[...pod, 'uid'].join(', ')}) (${running}) ` +
    `unless on (${pod.join(', ')}) ${BRANCH_INTERFACES}`
  );
}

/**
 * The series with a label `block`, equal for addresses in one block: what comes before the last number, and a dot at the
 * place of the block that this is in.
 */
function inBlocks(series: string): string {
  const blocks = Array.from({ length: 256 / BLOCK }, (_, block) => {
    const numbers = Array.from({ length: BLOCK }, (__, index) => block * BLOCK + index);
    return `([.])(?:${numbers.join('|')})`;
  });
  const place = blocks.map((_, block) => `$${block + 2}`).join(',');
  return `label_replace(${series}, "block", "$1,${place}", "pod_ip", "(.+)(?:${blocks.join('|')})")`;
}
