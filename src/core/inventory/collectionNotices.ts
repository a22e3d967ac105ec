import { type Notice } from '../notice';
import { compareText } from '../compareText';
import { someNames } from '../someNames';
import { type AgentFacts, type AgentSeries, type AgentState, type NodeValue, type ExposedPods } from './agents';

/** Between two scrapes an agent of many pods works for seconds; charts need several scrapes in their windows. */
const USUAL_INTERVAL_SECONDS = { least: 10, most: 60 };

/** How the collection is, and what is wrong with it with what to do. */
export function collectionNotices(agents: readonly AgentFacts[], series: AgentSeries): Notice[] {
  return hasAgents(agents)
    ? [
        answeringNotice(agents, series),
        ...absentNotices(agents),
        ...scrapeNotices(agents, series),
        ...kubeStateNotices(series),
      ]
    : [warning(noAgentsText()), ...kubeStateNotices(series)];
}

/** Whether any agent told anything within the last hour. */
export function hasAgents(agents: readonly AgentFacts[]): boolean {
  return agents.some(({ state }) => state !== 'missing');
}

/** How many agents answer, and how often they are asked. */
export function answeringNotice(agents: readonly AgentFacts[], { intervalSeconds }: AgentSeries): Notice {
  const answering = nodesIn(agents, 'answers').length;
  const every = intervalSeconds === undefined ? '' : `, scraped every ${Math.round(intervalSeconds)} seconds`;
  return { severity: 'info', text: `${answering} of ${agents.length} nodes have an agent that answers${every}.` };
}

/** The nodes of which no agent tells anything. */
export function absentNotices(agents: readonly AgentFacts[]): Notice[] {
  return [
    ...about(nodesIn(agents, 'silent'), silentAgentsText),
    ...about(nodesIn(agents, 'missing'), withoutAgentText),
  ];
}

/** What is wrong with the scrapes, and what they bring that nobody needs. */
export function scrapeNotices(agents: readonly AgentFacts[], series: AgentSeries): Notice[] {
  const { unreadInterfaces = [], withoutPods = [] } = series;
  return [
    ...doubledNotices(agents),
    ...about(namesOf(withoutPods), withoutPodsText),
    ...about(namesOf(unreadInterfaces), unreadInterfacesText),
    ...intervalNotices(series),
    ...endedNotices(series),
  ];
}

/** @param installed how many agents Kubernetes runs, where that is known. */
export function noAgentsText(installed?: number): string {
  const scrape = 'have Prometheus scrape it: docs/collection.md tells how.';
  if (installed === 0) {
    return `Prometheus holds no metrics of network agents, and Kubernetes runs none. Install the EKS add-on aws-network-flow-monitoring-agent with its metrics endpoint on (OPEN_METRICS), and ${scrape}`;
  }
  const known = installed === undefined ? '' : `, although Kubernetes runs ${installed}`;
  return `Prometheus holds no metrics of network agents${known}. Turn on the metrics endpoint of their add-on (OPEN_METRICS), and ${scrape}`;
}

/** @param nodes the names of those whose agent is scraped and does not answer. */
export function silentAgentsText(nodes: readonly string[]): string {
  const agents =
    nodes.length === 1 ? 'The network agent on 1 node does' : `The network agents on ${nodes.length} nodes do`;
  return `${agents} not answer: ${someNames(nodes)}. What these nodes move is missing. Check the agent's pod there and the security group between it and Prometheus.`;
}

/** What flows lack after restarts of agents: an agent follows only the connections that are opened while it runs. */
export function restartedAgentNotices(nodes: readonly string[]): Notice[] {
  const agents = nodes.length === 1 ? 'The network agent on 1 node' : `The network agents on ${nodes.length} nodes`;
  const text = `${agents} restarted in this range or in the hour before: ${someNames(nodes)}. Flows there lack the connections that were open before, until these reconnect. In a comparison, edges that are gone can be among them.`;
  return nodes.length === 0 ? [] : [{ severity: 'info', text }];
}

function withoutAgentText(nodes: readonly string[]): string {
  const count = nodes.length === 1 ? '1 node' : `${nodes.length} nodes`;
  return `No agent reports from ${count}: ${someNames(nodes)}. Check that the agents' DaemonSet tolerates the taints there, and that Prometheus finds every agent.`;
}

function doubledNotices(agents: readonly AgentFacts[]): Notice[] {
  const doubled = agents.filter(({ scrapers = 1 }) => scrapers > 1).map(({ node }) => node);
  return about(doubled, scrapedTwiceText);
}

function scrapedTwiceText(nodes: readonly string[]): string {
  const are = nodes.length === 1 ? '1 agent is' : `${nodes.length} agents are`;
  return `${are} scraped by more than one target: ${someNames(nodes)}. An agent serves one connection at a time, so each of its scrapers gets a part of its values or no answer at all. Let a single Prometheus scrape them, in one job.`;
}

function withoutPodsText(nodes: readonly string[]): string {
  const agents = nodes.length === 1 ? 'The agent on 1 node reports' : `The agents on ${nodes.length} nodes report`;
  return `${agents} allowances and nothing of any pod: ${someNames(nodes)}. Agents before version 1.1.5 lack the capabilities SYS_PTRACE and SYS_ADMIN, without which they cannot read the pods' interfaces. Update the add-on aws-network-flow-monitoring-agent to v1.1.5 or later.`;
}

function unreadInterfacesText(nodes: readonly string[]): string {
  const agents = nodes.length === 1 ? 'The agent on 1 node does' : `The agents on ${nodes.length} nodes do`;
  return `${agents} not read all network interfaces: ${someNames(nodes)}. More pods have addresses there than fit on the interfaces that have allowances, and an agent lists the interfaces only when it starts. Restart the agent's pod on these nodes.`;
}

function intervalNotices({ intervalSeconds }: AgentSeries): Notice[] {
  if (intervalSeconds === undefined) {
    return [];
  }
  if (intervalSeconds > USUAL_INTERVAL_SECONDS.most) {
    return [warning('Scrapes are far apart: set the scrape interval of the agents to 15 to 30 seconds.')];
  }
  return intervalSeconds < USUAL_INTERVAL_SECONDS.least
    ? [warning('Scrapes are close together, and each makes the agent read every pod: 15 to 30 seconds are enough.')]
    : [];
}

/** Where kube-state-metrics tells of no pod at all, nothing is known of ends. */
function endedNotices(series: AgentSeries): Notice[] {
  const known = series.pods.filter((pods) => !isUnknown(series, pods));
  const ended = known.reduce((sum, pods) => sum + pods.ended, 0);
  const pods = ended === 1 ? '1 pod that does' : `${ended} pods that do`;
  const text = `Agents go on printing ${pods} not run any more. Queries here leave that out; others have to.`;
  return ended > 0 ? [{ severity: 'info', text }] : [];
}

/** Where the guards find no pod that runs, they leave out all. */
function kubeStateNotices(series: AgentSeries): Notice[] {
  const unknown = unknownPods(series);
  const clusters = unknown.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster]));
  const where = clusters.length === 0 ? '' : ` of ${someNames(clusters)}`;
  const text = `kube-state-metrics tells of none of the pods${where} that the agents print, so queries of pods find nothing. Have Prometheus scrape it, or switch it off in the data source settings.`;
  return unknown.length > 0 ? [warning(text)] : [];
}

/** The clusters that have agents' pods and of which kube-state-metrics knows none. */
export function unknownPods(series: AgentSeries): ExposedPods[] {
  return series.pods.filter((pods) => isUnknown(series, pods));
}

function isUnknown({ endsKnownBy }: AgentSeries, { exposed, ended }: ExposedPods): boolean {
  return endsKnownBy === 'kube-state-metrics' && exposed > 0 && ended >= exposed;
}

function nodesIn(agents: readonly AgentFacts[], wanted: AgentState): string[] {
  return agents.filter(({ state }) => state === wanted).map(({ node }) => node);
}

function namesOf(nodes: readonly NodeValue[]): string[] {
  return nodes.map(({ node }) => node).sort(compareText);
}

function about(nodes: readonly string[], textOf: (nodes: readonly string[]) => string): Notice[] {
  return nodes.length === 0 ? [] : [warning(textOf(nodes))];
}

function warning(text: string): Notice {
  return { severity: 'warning', text };
}
