import { someNames } from '../someNames';

/** The sentences about the collection of the agents' metrics. */

export function agentsRespond(responding: number, nodes: number, intervalSeconds: number | undefined): string {
  const every = intervalSeconds === undefined ? '' : ` (scraped every ${Math.round(intervalSeconds)} s)`;
  return `${responding} of ${nodes} nodes have a responding agent${every}.`;
}

/** @param installed the number of agent pods in Kubernetes, if it is known */
export function noAgentsText(installed?: number): string {
  const scrape = 'configure Prometheus to scrape it (see docs/collection.md).';
  if (installed === 0) {
    return `Prometheus has no metrics of network agents, and no agent pods are running. Install the EKS add-on aws-network-flow-monitoring-agent with its metrics endpoint enabled (OPEN_METRICS), and ${scrape}`;
  }
  const pods = installed === 1 ? '1 agent pod is' : `${installed} agent pods are`;
  const known = installed === undefined ? '' : `, although ${pods} running`;
  return `Prometheus has no metrics of network agents${known}. Enable the metrics endpoint of the add-on (OPEN_METRICS), and ${scrape}`;
}

/** @param nodes the names of the nodes whose agent is scraped without a response */
export function silentAgentsText(nodes: readonly string[]): string {
  const are = nodes.length === 1 ? 'is' : 'are';
  const these = nodes.length === 1 ? 'this node' : 'these nodes';
  return `${networkAgentsOn(nodes)} ${are} not responding: ${someNames(nodes)}. Traffic of ${these} is missing. Check the agent's pod there and the security group between it and Prometheus.`;
}

export function restartedAgentsText(nodes: readonly string[]): string {
  return `${networkAgentsOn(nodes)} restarted in this time range or in the hour before it: ${someNames(nodes)}. Flows there lack connections that were open at the restart, until these reconnect. In a comparison, edges that disappeared can be among them.`;
}

export function nodesWithoutAgentText(nodes: readonly string[]): string {
  return `No agent reports data from ${counted(nodes)}: ${someNames(nodes)}. Check that the DaemonSet of the agents tolerates the taints there, and that Prometheus discovers every agent.`;
}

export function scrapedTwiceText(nodes: readonly string[]): string {
  const are = nodes.length === 1 ? '1 agent is' : `${nodes.length} agents are`;
  return `${are} scraped by more than one target: ${someNames(nodes)}. An agent serves one connection at a time, so each scraper gets part of the values or no response at all. Let a single Prometheus scrape the agents, in one job.`;
}

export function withoutPodsText(nodes: readonly string[]): string {
  const report = nodes.length === 1 ? 'reports' : 'report';
  return `${agentsOn(nodes)} ${report} allowances but no pod metrics: ${someNames(nodes)}. Agents before version 1.1.5 lack the capabilities SYS_PTRACE and SYS_ADMIN, without which they cannot read the interfaces of pods. Update the add-on aws-network-flow-monitoring-agent to v1.1.5 or later.`;
}

export function unreadInterfacesText(nodes: readonly string[]): string {
  const doNot = nodes.length === 1 ? 'does not' : 'do not';
  return `${agentsOn(nodes)} ${doNot} read all network interfaces: ${someNames(nodes)}. More pods have addresses there than fit on the interfaces that have allowances, and an agent lists the interfaces only when it starts. Restart the agent's pod on these nodes.`;
}

export const SCRAPE_INTERVAL_TOO_LONG = 'The scrape interval of the agents is too long. Set it to 15–30 s.';

export const SCRAPE_INTERVAL_TOO_SHORT =
  'The scrape interval of the agents is too short, and each scrape makes an agent read every pod. 15–30 s is enough.';

export function terminatedPodsText(count: number): string {
  const pods = count === 1 ? '1 terminated pod' : `${count} terminated pods`;
  return `Agents still export series for ${pods}. This data source excludes them; your own queries must exclude them, too.`;
}

/** @param clusters the clusters without pods in kube-state-metrics; empty if there is only one cluster */
export function podsUnknownText(clusters: readonly string[]): string {
  const where = clusters.length === 0 ? '' : ` of ${someNames(clusters)}`;
  return `kube-state-metrics reports none of the pods${where} that the agents export, so queries of pods return no data. Configure Prometheus to scrape kube-state-metrics, or disable it in the data source settings.`;
}

function networkAgentsOn(nodes: readonly string[]): string {
  return `The network agent${nodes.length === 1 ? '' : 's'} on ${counted(nodes)}`;
}

function agentsOn(nodes: readonly string[]): string {
  return `The agent${nodes.length === 1 ? '' : 's'} on ${counted(nodes)}`;
}

function counted(nodes: readonly string[]): string {
  return nodes.length === 1 ? '1 node' : `${nodes.length} nodes`;
}
