/** Computes the minutes of zones in a thread of its own, because a week of them takes most of a minute. */
import { workerData } from 'node:worker_threads';
import { type Incident } from '../incidents/incident';
import { runInThread } from '../threads/runInThread';
import { SimulatedWorld } from '../incidents/simulatedWorld';
import { type WorldOptions } from '../world/world';
import { type ZoneTotals, zoneTotals } from './zoneTotals';

/** A number of whole minutes within one hour. */
export interface HourMinutes {
  startMs: number;
  endMs: number;
  /** All incidents of the world: what an agent reports also depends on its restarts before the hour. */
  incidents: readonly Incident[];
}

const options: WorldOptions = workerData;
const world = new SimulatedWorld(options);

runInThread(({ startMs, endMs, incidents }: HourMinutes): ZoneTotals => {
  world.incidents.replace(incidents);
  return zoneTotals(world, startMs, endMs);
});
