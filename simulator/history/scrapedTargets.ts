/** The targets that Prometheus scrapes in the simulated cluster, at past times. */
import { type AgentFleet } from '../agent/agentFleet';
import { type Labels, type MetricFamily } from '../exposition/exposition';
import { kubeStateFamilies } from '../kubestate/kubeStateMetrics';
import {
  agentTargets,
  flowSeriesTargets,
  kubeStateTargets,
  nodeExporterTargets,
  type TargetGroup,
} from '../server/discovery';
import { type SimulatedWorld } from '../incidents/simulatedWorld';

/** A target with its labels and its times. */
export interface ScrapedTarget {
  labels: Labels;
  intervalMs: number;
  /** The time of its first scrape. */
  firstMs: number;
  /** Its families; undefined if it does not answer. */
  scrape(timeMs: number): MetricFamily[] | undefined;
}

/** When targets are scraped. */
export interface ScrapeTimes {
  firstMs: number;
  intervalMs: number;
}

/**
 * The agents.
 * @param isMissed whether a scrape of a node's agent never reaches it. The agent continues to count.
 */
export function agents(
  world: SimulatedWorld,
  fleet: AgentFleet,
  times: ScrapeTimes,
  isMissed?: (nodeName: string, timeMs: number) => boolean
): ScrapedTarget[] {
  return agentTargets(world, '').map((group, index) => {
    const name = world.nodes[index]?.name ?? '';
    const agent = fleet.agent(name);
    return {
      labels: keptLabels(group),
      ...times,
      scrape: (timeMs) => (agent?.answers(timeMs) && !isMissed?.(name, timeMs) ? agent.scrape(timeMs) : undefined),
    };
  });
}

/** kube-state-metrics. */
export function kubeState(world: SimulatedWorld, fleet: AgentFleet, times: ScrapeTimes): ScrapedTarget[] {
  return kubeStateTargets(world, '').map((group) => ({
    labels: keptLabels(group),
    ...times,
    scrape: (timeMs) => kubeStateFamilies(world, fleet, timeMs),
  }));
}

/** The node_exporters of all nodes. */
export function nodeExporters(world: SimulatedWorld, fleet: AgentFleet, times: ScrapeTimes): ScrapedTarget[] {
  return nodeExporterTargets(world, '').map((group, index) => {
    const ethtool = fleet.ethtool(world.nodes[index]?.name ?? '');
    return { labels: keptLabels(group), ...times, scrape: (timeMs) => ethtool?.scrape(timeMs) };
  });
}

/** The agents' flow series, as if they were enabled at `sinceMs`: earlier reports are in no scrape. */
export function flowSeries(
  world: SimulatedWorld,
  fleet: AgentFleet,
  times: ScrapeTimes,
  sinceMs: number
): ScrapedTarget[] {
  return flowSeriesTargets(world, '').map((group, index) => {
    const flows = fleet.flowSeries(world.nodes[index]?.name ?? '');
    flows?.beginAt(sinceMs);
    return { labels: keptLabels(group), ...times, scrape: (timeMs) => flows?.scrape(timeMs) };
  });
}

/** The labels that stay on a target's series: all except those that start with two underscores. */
function keptLabels({ labels }: TargetGroup): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith('__')));
}
