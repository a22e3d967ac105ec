import { type LabelFilter } from '../matcher';
import { METRIC_OF_EVERY_AGENT } from './allowances';
import { aggregate, agentLabels, type ClusterOption, inCluster } from '../labels';
import { overTime } from '../range';
import { POD_KEY, scrapesAsRunning } from '../kubernetes/runningPods';
import { frozen } from './samples';
import { selector } from '../selector';

/**
 * The agents, whether they respond, and their scrapers. No job name is needed: the targets of an agent are those that had
 * its series within the last hour. All of these are instant queries.
 */

/** Matches the nodes that can run the agent: its chart selects Linux on EC2, neither Fargate nor hybrid nodes. */
const CAN_HAVE_AGENT: readonly LabelFilter[] = [
  { label: 'node', operator: '!~', value: 'fargate-.*' },
  { label: 'os_image', operator: '!~', value: '.*Windows.*' },
  { label: 'provider_id', operator: '!~', value: 'eks-hybrid:.*|.*/fargate-.*' },
];

/** The labels that distinguish targets. docs/collection.md adds the node of each as `scrape_node`. */
const TARGET = ['job', 'instance', 'scrape_node'];

function targets(scope: ClusterOption): string {
  const given = agentLabels(overTime('last_over_time', METRIC_OF_EVERY_AGENT, { window: '1h' }), ['node']);
  const present = `${given} unless on (${inCluster(['node'], scope).join(', ')}) ${removedNodes(scope)}`;
  return aggregate('group', inCluster([...TARGET, 'node'], scope), present);
}

/**
 * Nodes that kube-state-metrics had within the last hour and no longer has: another node can have their address by now, so
 * a target that does not respond there is not their agent. Empty for clusters without any nodes in kube-state-metrics.
 */
function removedNodes(scope: ClusterOption): string {
  const recent = overTime('last_over_time', 'kube_node_info', { window: '1h' });
  const node = inCluster(['node'], scope).join(', ');
  return `(${recent} unless on (${node}) kube_node_info and on (${inCluster([], scope).join(', ')}) kube_node_info)`;
}

/** By node, 1 if the agent responded to the last scrape and 0 if it did not. */
export function agentsUp(scope: ClusterOption = {}): string {
  const target = inCluster(TARGET, scope);
  const up = `${targets(scope)} * on (${target.join(', ')}) group_left () ${aggregate('max', target, 'up')}`;
  return aggregate('max', inCluster(['node'], scope), up);
}

/**
 * Agents that respond to no scrape although they did within the last hour, by node. The traffic of their nodes is missing
 * from all other queries, and nothing else would report it. An agent that responds to one of several scrapers is not
 * silent: {@link scrapersPerAgent} finds it.
 */
export function silentAgents(scope: ClusterOption = {}): string {
  return aggregate('group', inCluster(['node'], scope), `${agentsUp(scope)} == 0`);
}

/** Matches targets that have their address and port in the label `instance`, as Prometheus sets it. */
const HAS_ADDRESS: LabelFilter = { label: 'instance', operator: '=~', value: '.+:[0-9]+' };

/**
 * By node, the number of targets in Prometheus for its agent, if the agent responds to at least one of them. An agent
 * serves one connection at a time and never closes an idle one (aws/network-flow-monitor-agent, open_metrics/server.rs).
 * So of two Prometheus jobs or replicas, one is always down and has no series: they are found by the address and port
 * that both scrape. Scrapers that close their connection after each scrape take turns instead, and each network
 * interface has a series of each: these are found for any value of `instance`.
 *
 * Two nodes with the same address, in two clusters without a cluster label, count as two agents.
 */
export function scrapersPerAgent(scope: ClusterOption = {}): string {
  const [node, address] = [inCluster(['node'], scope), inCluster(['instance'], scope)];
  const exposed = agentLabels(METRIC_OF_EVERY_AGENT, ['node']);
  const agents = aggregate('group', [...address, 'node'], exposed);
  const others = `(${aggregate('count', address, agents)} - 1)`;
  const targetsPerAddress = `(${aggregate('count', address, selector('up', [HAS_ADDRESS]))} - ${others})`;
  const byAddress = `${agents} * on (${address.join(', ')}) group_left () ${targetsPerAddress}`;
  return aggregate('max', node, `${byAddress} or ${aggregate('count', [...node, 'eni'], exposed)}`);
}

/**
 * Seconds between two scrapes of an agent, successful or not: the median over the agents in the last ten minutes, or in
 * the last minute for younger targets. No sample if all targets are younger than a minute.
 */
export function scrapeIntervalSeconds(scope: ClusterOption = {}): string {
  const scrapes = `(${spacing('10m')} or ${spacing('1m')}) and on (${inCluster(TARGET, scope).join(', ')}) ${targets(scope)}`;
  return `quantile${byCluster(scope)} (0.5, ${scrapes})`;
}

/**
 * The time from the last scrape before the window to the last one in it, divided by the number of scrapes in it. This is
 * exact, while the length of the window divided by that number can be wrong by one scrape.
 */
function spacing(window: string): string {
  return `(timestamp(up) - timestamp(up offset ${window})) / ${overTime('count_over_time', 'up', { window })}`;
}

/**
 * Nodes in kube-state-metrics whose agent neither reports data nor is a target of Prometheus. For an hour, a target that
 * does not respond counts as a silent agent instead. Nodes that are not ready or being removed are excluded.
 */
export function nodesWithoutAgent(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const nodes = aggregate('group', node, selector('kube_node_info', CAN_HAVE_AGENT));
  const notReady = `${aggregate('max', node, 'kube_node_status_condition{condition="Ready", status="true"}')} == 0`;
  const reporting = agentLabels(overTime('last_over_time', METRIC_OF_EVERY_AGENT, { window: '5m' }), ['node']);
  const scraped = `${targets(scope)} and on (${inCluster(TARGET, scope).join(', ')}) up`;
  return [nodes, `(${notReady})`, 'kube_node_deletion_timestamp', reporting, `(${scraped})`].join(
    ` unless on (${node.join(', ')}) `
  );
}

/** The number of pods that the agents export, running or not; no sample if there are none. */
export function exposedPods(scope: ClusterOption = {}): string {
  return `count${byCluster(scope)} (${ofPods('ingress_bytes', scope)})`;
}

/**
 * The number of terminated pods that the agents still export; no sample if there are none. By change, only pods that had
 * traffic until the end are found, 15 minutes later. By kube-state-metrics, all exported pods count if it has no pods at
 * all.
 */
export function frozenPods(source: 'kube-state-metrics' | 'by-change', scope: ClusterOption = {}): string {
  const pods =
    source === 'by-change'
      ? ofPods(`ingress_bytes and ${frozen({ subject: 'pod' }, 'ingress_bytes', {})}`, scope)
      : endedPods(scope);
  return `count${byCluster(scope)} (${pods})`;
}

/** The same by node, from kube-state-metrics, and only for its nodes; empty if it is missing. */
export function frozenPodsByNode(scope: ClusterOption = {}): string {
  const node = inCluster(['node'], scope);
  const nodes = aggregate('group', node, 'kube_node_info');
  return `${aggregate('count', node, endedPods(scope))} and on (${node.join(', ')}) ${nodes}`;
}

/**
 * Clusters whose agents have all stopped reporting, by cluster; one sample without labels if Prometheus has no series of
 * any agent. A cluster counts for one day: after that, it was removed on purpose, or `nodesWithoutAgent` finds its nodes.
 *
 * @param window how long they have reported nothing, as a PromQL duration shorter than one hour.
 */
export function noAgents(window: string, scope: ClusterOption = {}): string {
  const cluster = inCluster([], scope);
  const within = (length: string) => overTime('last_over_time', METRIC_OF_EVERY_AGENT, { window: length });
  const reporting = (expression: string) => aggregate('group', cluster, expression);
  // One sample per hour is enough for the day: reading all samples every minute would be too expensive.
  const ofDay = `${reporting(within('1h'))} or last_over_time(${reporting(METRIC_OF_EVERY_AGENT)}[1d:1h])`;
  const silent = `(${ofDay}) unless on (${cluster.join(', ')}) ${within(window)}`;
  return `${silent} or on () ${overTime('absent_over_time', METRIC_OF_EVERY_AGENT, { window })}`;
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
