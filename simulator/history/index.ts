/**
 * The past, as if a Prometheus had scraped all the time: OpenMetrics text for `promtool tsdb create-blocks-from
 * openmetrics`. Real agents are scraped at past times, so when the simulator serves, their baselines continue from the
 * last of these scrapes.
 */
import { type AgentFleet } from '../agent/agentFleet';
import { Thread } from '../threads/thread';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type FlowHistory } from './flowHistoryThread';
import { agents, flowSeries, kubeState, nodeExporters } from './scrapedTargets';
import { writeScrapes } from './writeScrapes';

/** What to write. Times are in ms since the Unix epoch. */
export interface HistoryOptions {
  world: SimulatedWorld;
  fleet: AgentFleet;
  file: string;
  startMs: number;
  endMs: number;
  intervalMs: number;
  /** When kube-state-metrics is scraped; by default together with the agents. Whole seconds. */
  kubeState?: { intervalMs: number; afterMs: number };
  /** Whether a scrape of a node's agent never reaches it. The agent continues to count. */
  isMissed?: (nodeName: string, timeMs: number) => boolean;
  /** Whether node_exporter is scraped, too. */
  withNodeExporter?: boolean;
  /**
   * The time from which the agents' flow series are included, as if they were enabled then; by default never. It can be
   * before startMs if an earlier part of the same history ends with a scrape at that time.
   */
  flowSeriesSinceMs?: number;
}

/**
 * Scrapes at startMs and every interval after it, before endMs (exclusive). Intervals are whole seconds.
 *
 * @returns the number of samples that were written.
 */
export function writeHistory({ world, fleet, file, startMs, endMs, intervalMs, ...more }: HistoryOptions) {
  const { kubeState: own = { intervalMs, afterMs: 0 }, flowSeriesSinceMs: sinceMs } = more;
  const times = { firstMs: startMs, intervalMs };
  const targets = [
    ...agents(world, fleet, times, more.isMissed),
    ...kubeState(world, fleet, { firstMs: startMs + own.afterMs, intervalMs: own.intervalMs }),
    ...(more.withNodeExporter ? nodeExporters(world, fleet, times) : []),
    ...(sinceMs === undefined
      ? []
      : flowSeries(world, fleet, { firstMs: Math.max(startMs, sinceMs), intervalMs }, sinceMs)),
  ];
  return writeScrapes(targets, { file, startMs, endMs });
}

/** Where to write the flow series of all nodes: each file is written by a thread of its own. */
export interface FlowHistoryOptions {
  world: SimulatedWorld;
  files: readonly string[];
  startMs: number;
  endMs: number;
  intervalMs: number;
}

/**
 * Writes the history of only the flow series, each file in a thread of its own: they have three times as many samples
 * as everything else.
 *
 * @returns for each file a promise of its path, which resolves when the file is complete.
 */
export function writeFlowHistory({ world, files, ...span }: FlowHistoryOptions): Array<Promise<string>> {
  const positions = world.nodes.map((_, position) => position);
  return files.map(async (file, part) => {
    const thread = new Thread<FlowHistory, number>(require.resolve('./flowHistoryThread'));
    const nodes = positions.filter((position) => position % files.length === part);
    await thread.run({ world: world.options, incidents: world.incidents.all(), nodes, file, ...span });
    await thread.end();
    return file;
  });
}
