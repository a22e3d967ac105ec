import { type Notice } from '../notice';
import { compareText } from '../compareText';
import { type AgentFacts, type AgentSeries, type AgentState, type NodeValue, type ExposedPods } from './agents';
import {
  agentsRespond,
  noAgentsText,
  nodesWithoutAgentText,
  podsUnknownText,
  restartedAgentsText,
  SCRAPE_INTERVAL_TOO_LONG,
  SCRAPE_INTERVAL_TOO_SHORT,
  scrapedTwiceText,
  silentAgentsText,
  terminatedPodsText,
  unreadInterfacesText,
  withoutPodsText,
} from './messages';

/** A scrape of an agent with many pods takes seconds, and charts need several scrapes in their windows. */
const USUAL_INTERVAL_SECONDS = { least: 10, most: 60 };

/** The state of the collection, its problems and what to do about them. */
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

/** Whether any agent reported data in the last hour. */
export function hasAgents(agents: readonly AgentFacts[]): boolean {
  return agents.some(({ state }) => state !== 'missing');
}

/** The number of agents that respond, and their scrape interval. */
export function answeringNotice(agents: readonly AgentFacts[], { intervalSeconds }: AgentSeries): Notice {
  const responding = nodesIn(agents, 'answers').length;
  return { severity: 'info', text: agentsRespond(responding, agents.length, intervalSeconds) };
}

/** The nodes from which no agent reports data. */
export function absentNotices(agents: readonly AgentFacts[]): Notice[] {
  return [
    ...about(nodesIn(agents, 'silent'), silentAgentsText),
    ...about(nodesIn(agents, 'missing'), nodesWithoutAgentText),
  ];
}

/** Problems with the scrapes, and what they collect in excess. */
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

/** What flows lack after restarts of agents: an agent follows only connections that are opened while it runs. */
export function restartedAgentNotices(nodes: readonly string[]): Notice[] {
  return nodes.length === 0 ? [] : [{ severity: 'info', text: restartedAgentsText(nodes) }];
}

function doubledNotices(agents: readonly AgentFacts[]): Notice[] {
  const doubled = agents.filter(({ scrapers = 1 }) => scrapers > 1).map(({ node }) => node);
  return about(doubled, scrapedTwiceText);
}

function intervalNotices({ intervalSeconds }: AgentSeries): Notice[] {
  if (intervalSeconds === undefined) {
    return [];
  }
  if (intervalSeconds > USUAL_INTERVAL_SECONDS.most) {
    return [warning(SCRAPE_INTERVAL_TOO_LONG)];
  }
  return intervalSeconds < USUAL_INTERVAL_SECONDS.least ? [warning(SCRAPE_INTERVAL_TOO_SHORT)] : [];
}

/** If kube-state-metrics reports no pods of a cluster, it is unknown which pods have terminated. */
function endedNotices(series: AgentSeries): Notice[] {
  const known = series.pods.filter((pods) => !isUnknown(series, pods));
  const ended = known.reduce((sum, pods) => sum + pods.ended, 0);
  return ended > 0 ? [{ severity: 'info', text: terminatedPodsText(ended) }] : [];
}

/** If kube-state-metrics reports no running pods, the guards exclude all pods. */
function kubeStateNotices(series: AgentSeries): Notice[] {
  const unknown = unknownPods(series);
  const clusters = unknown.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster]));
  return unknown.length > 0 ? [warning(podsUnknownText(clusters))] : [];
}

/** The clusters whose pods are known to the agents, but not to kube-state-metrics. */
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
