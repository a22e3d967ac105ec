/** Writes the history of some nodes' flow series: most of the samples, and none of their state is needed afterward. */
import { AgentFleet } from '../agent/agentFleet';
import { type Incident } from '../incidents/incident';
import { runInThread } from '../threads/runInThread';
import { SimulatedWorld } from '../incidents/simulatedWorld';
import { type WorldOptions } from '../world/world';
import { flowSeries } from './scrapedTargets';
import { writeScrapes } from './writeScrapes';

/** The input of the thread. */
export interface FlowHistory {
  world: WorldOptions;
  incidents: readonly Incident[];
  /** Positions in the node list. */
  nodes: readonly number[];
  file: string;
  startMs: number;
  endMs: number;
  intervalMs: number;
}

runInThread(({ world: options, incidents, nodes, file, startMs, endMs, intervalMs }: FlowHistory) => {
  const world = new SimulatedWorld(options, () => [...incidents]);
  const targets = flowSeries(world, new AgentFleet(world, startMs), { firstMs: startMs, intervalMs }, startMs);
  return writeScrapes(
    targets.filter((_, position) => nodes.includes(position)),
    { file, startMs, endMs }
  );
});
