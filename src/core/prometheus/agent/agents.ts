import { type LabelFilter } from '../matcher';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { overTime } from '../range';
import { POD_KEY, scrapesAsRunning } from '../kubernetes/runningPods';
import { frozen } from './samples';
import { selector } from '../selector';

/**
 * Which agents there are, whether they answer, and who scrapes them. No job name is needed: an agent's
 * targets are those that gave its series within the last hour. Instant queries.
 */

/** Printed by every agent for every network interface, whatever runs on the node. */
export const EVERY_AGENT = 'bw_in_allowance_exceeded';
/** Matches the nodes that can run the agent: its chart selects Linux on EC2, neither Fargate nor hybrid nodes. */
const CAN_HAVE_AGENT: readonly LabelFilter[] = [
  { label: 'node', operator: '!~', value: 'fargate-.*' },
  { label: 'os_image', operator: '!~', value: '.*Windows.*' },
  { label: 'provider_id', operator: '!~', value: 'eks-hybrid:.*|.*/fargate-.*' },
];

/** The labels that distinguish targets; docs/collection.md adds each one's node as `scrape_node`. */
const TARGET = ['job', 'instance', 'scrape_node'];

function targets(scope: ClusterOption): string {
  const given = agentLabels(overTime('last_over_time', EVERY_AGENT, { window: '1h' }), ['node']);
  const present = `${given} unless on (${inCluster(['node'], scope).join(', ')}) ${removedNodes(scope)}`;
  return aggregate('group', inCluster([...TARGET, 'node'], scope), present);
}

/**
 * Nodes that kube-state-metrics knew within the last hour and no longer knows: another node can have their address by
 * now, and what does not answer there is not their agent. Nothing of a cluster of which it reports no node at all.
 */
function removedNodes(scope: ClusterOption): string {
  const known = overTime('last_over_time', 'kube_node_info', { window: '1h' });
  const node = inCluster(['node'], scope).join(', ');
  return `(${known} unless on (${node}) kube_node_info and on (${inCluster([], scope).join(', ')}) kube_node_info)`;
}

/** By node, 1 where the agent answered the last scrape and 0 where it did not. */
export function agentsUp(scope: ClusterOption = {}): string {
  const target = inCluster(TARGET, scope);
  const up = `${targets(scope)} * on (${target.join(', ')}) group_left () ${aggregate('max', target, 'up')}`;
  return aggregate('max', inCluster(['node'], scope), up);
}

/**
 * Agents that no target of Prometheus gets an answer from although one did within the last hour, by node. What their
 * nodes move is missing from every other query, and nothing else would say so. An agent that only answers one of its
 * scrapers is not silent: {@link scrapersPerAgent} finds it.
 */
export function silentAgents(scope: ClusterOption = {}): string {
  return aggregate('group', inCluster(['node'], scope), `${agentsUp(scope)} == 0`);
}

/** Matches targets that have their address and port in the label `instance`, as Prometheus sets it. */
const HAS_ADDRESS: LabelFilter = { label: 'instance', operator: '=~', value: '.+:[0-9]+' };

/**
 * By node, how many targets its agent is to Prometheus, for agents that answer at least one of them. An agent serves one
 * connection at a time and never ends an idle one (aws/network-flow-monitor-agent, open_metrics/server.rs), so of two
 * Prometheus jobs or replicas one is always down and has no series. They are known by the address and port that both
 * scrape. Scrapers that close their connection after each scrape take turns instead, and each network interface has a
 * series of each: found whatever `instance` is.
 *
 * Two nodes at one address, of two clusters without a label for them, are two agents.
 */
export function scrapersPerAgent(scope: ClusterOption = {}): string {
  const [node, address] = [inCluster(['node'], scope), inCluster(['instance'], scope)];
  const exposed = agentLabels(EVERY_AGENT, ['node']);
  const agents = aggregate('group', [...address, 'node'], exposed);
  const others = `(${aggregate('count', address, agents)} - 1)`;
  const targetsOfOne = `(${aggregate('count', address, selector('up', [HAS_ADDRESS]))} - ${others})`;
  const byAddress = `${agents} * on (${address.join(', ')}) group_left () ${targetsOfOne}`;
  return aggregate('max', node, `${byAddress} or ${aggregate('count', [...node, 'eni'], exposed)}`);
}

/**
 * Seconds between two scrapes of an agent, answered or not: the median over the agents, of the last ten
 * minutes, or of the last one where a target is younger. No sample in the first minute of all.
 */
export function scrapeIntervalSeconds(scope: ClusterOption = {}): string {
  const scrapes = `(${spacing('10m')} or ${spacing('1m')}) and on (${inCluster(TARGET, scope).join(', ')}) ${targets(scope)}`;
  return `quantile${byCluster(scope)} (0.5, ${scrapes})`;
}

/**
 * From the last scrape before the window to the last one in it, by the number of those in it: exact,
 * where the window's length by that number is off by up to one scrape.
 */
function spacing(window: string): string {
  return `(timestamp(up) - timestamp(up offset ${window})) / ${overTime('count_over_time', 'up', { window })}`;
}

/**
 * Nodes that kube-state-metrics knows and whose agent neither reports anything nor is a target of Prometheus. A target
 * that does not answer is that of a silent agent for an hour. Without nodes that are not ready or being removed.
 */
export function nodesWithoutAgent(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const nodes = aggregate('group', node, selector('kube_node_info', CAN_HAVE_AGENT));
  const notReady = `${aggregate('max', node, 'kube_node_status_condition{condition="Ready", status="true"}')} == 0`;
  const reporting = agentLabels(overTime('last_over_time', EVERY_AGENT, { window: '5m' }), ['node']);
  const scraped = `${targets(scope)} and on (${inCluster(TARGET, scope).join(', ')}) up`;
  return [nodes, `(${notReady})`, 'kube_node_deletion_timestamp', reporting, `(${scraped})`].join(
    ` unless on (${node.join(', ')}) `
  );
}

/** How many pods the agents print, whether these run or not; no sample where there are none. */
export function exposedPods(scope: ClusterOption = {}): string {
  return `count${byCluster(scope)} (${ofPods('ingress_bytes', scope)})`;
}

/**
 * How many pods the agents go on printing although they do not run any more; no sample where there are
 * none. By change, only those that moved something to the end, and not before a quarter of an hour after.
 * By kube-state-metrics, all that are printed where it tells of none.
 */
export function frozenPods(source: 'kube-state-metrics' | 'by-change', scope: ClusterOption = {}): string {
  const pods =
    source === 'by-change'
      ? ofPods(`ingress_bytes and ${frozen({ subject: 'pod' }, 'ingress_bytes', {})}`, scope)
      : endedPods(scope);
  return `count${byCluster(scope)} (${pods})`;
}

/** The same by node and by kube-state-metrics, and only of nodes that it tells of: where it is missing, nothing. */
export function frozenPodsByNode(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const known = aggregate('group', node, 'kube_node_info');
  return `${aggregate('count', node, endedPods(scope))} and on (${node.join(', ')}) ${known}`;
}

/**
 * Clusters whose agents have all stopped reporting, by cluster; one sample without labels where Prometheus holds nothing
 * of any agent. A cluster counts for a day: after that it was removed on purpose, or `nodesWithoutAgent` names its nodes.
 *
 * @param window how long they have reported nothing, as a PromQL duration of less than an hour.
 */
export function noAgents(window: string, scope: ClusterOption = {}): string {
  const cluster = inCluster([], scope);
  const within = (length: string) => overTime('last_over_time', EVERY_AGENT, { window: length });
  const reporting = (expression: string) => aggregate('group', cluster, expression);
  // Once an hour is enough for the whole day: reading each of its samples every minute would cost too much.
  const ofDay = `${reporting(within('1h'))} or last_over_time(${reporting(EVERY_AGENT)}[1d:1h])`;
  const silent = `(${ofDay}) unless on (${cluster.join(', ')}) ${within(window)}`;
  return `${silent} or on () ${overTime('absent_over_time', EVERY_AGENT, { window })}`;
}

function endedPods(scope: ClusterOption): string {
  const pod = inCluster(POD_KEY, scope).join(', ');
  return `${ofPods('ingress_bytes', scope)} unless on (${pod}) ${scrapesAsRunning({ window: '5m' }, scope)}`;
}

function ofPods(expression: string, scope: ClusterOption): string {
  const pod = inCluster(POD_KEY, scope);
  return aggregate('group', pod, agentLabels(expression, pod));
}

function byCluster({ clusterLabel }: ClusterOption): string {
  return clusterLabel === undefined ? '' : ` by (${clusterLabel})`;
}
