/**
 * The past, as a Prometheus that had scraped all along would have it: OpenMetrics text for
 * `promtool tsdb create-blocks-from openmetrics`. Real agents are scraped at past times, so their
 * baselines go on from the last of these scrapes when the simulator serves.
 */
import { type AgentFleet } from '../agent/agentFleet';
import { Thread } from '../threads/thread';
import { type SimulatedWorld } from '../incidents/simulatedWorld';
import { type FlowHistory } from './flowHistoryThread';
import { agents, flowSeries, kubeState, nodeExporters } from './scrapedTargets';
import { writeScrapes } from './writeScrapes';

export interface HistoryOptions {
  world: SimulatedWorld;
  fleet: AgentFleet;
  file: string;
  startMs: number;
  endMs: number;
  intervalMs: number;
  /** When kube-state-metrics is scraped; with the agents if nothing is said. Whole seconds. */
  kubeState?: { intervalMs: number; afterMs: number };
  /** The scrapes of a node's agent that never reach it: it goes on counting. */
  isMissed?: (nodeName: string, timeMs: number) => boolean;
  /** Whether node_exporter is scraped too. */
  withNodeExporter?: boolean;
  /**
   * From when on the agents' flow series are there too, as if switched on then; never if nothing is said. Before
   * startMs where an earlier part of the same history ends with a scrape at that time.
   */
  flowSeriesSinceMs?: number;
}

/**
 * Scrapes at startMs and every interval after it, up to and not including endMs; intervals are of whole seconds.
 *
 * @returns how many samples were written.
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

/** Of all nodes' flow series, in a thread of its own for each file. */
export interface FlowHistoryOptions {
  world: SimulatedWorld;
  files: readonly string[];
  startMs: number;
  endMs: number;
  intervalMs: number;
}

/**
 * Writes the past of the flow series alone, each file by a thread of its own: it is three times as many samples as
 * all else.
 *
 * @returns for each file a promise of its path, for when it is complete.
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
