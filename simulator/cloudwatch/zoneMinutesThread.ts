/** Works out zones' minutes where it keeps nobody waiting: a week of them takes most of a minute. */
import { workerData } from 'node:worker_threads';
import { type Incident } from '../incidents/incident';
import { runInThread } from '../threads/runInThread';
import { SimulatedWorld } from '../incidents/simulatedWorld';
import { type WorldOptions } from '../world/world';
import { type ZoneTotals, zoneTotals } from './zoneTotals';

/** Minutes of one hour, whole ones. */
export interface HourMinutes {
  startMs: number;
  endMs: number;
  /** All of the world: what an agent reports depends on its restarts before the hour, too. */
  incidents: readonly Incident[];
}

const options: WorldOptions = workerData;
const world = new SimulatedWorld(options);

runInThread(({ startMs, endMs, incidents }: HourMinutes): ZoneTotals => {
  world.incidents.replace(incidents);
  return zoneTotals(world, startMs, endMs);
});
