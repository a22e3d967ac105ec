/** Worlds for tests: small, without incidents unless a scenario is given, always the same. */
import { type Scenario, SimulatedWorld } from '../incidents/simulatedWorld';
import { type Pod } from '../world/pods';
import { HOUR_MS } from '../world/time';
import { type World, type WorldOptions } from '../world/world';

/** The start of the test worlds. */
export const EPOCH_MS = Date.UTC(2026, 10, 20, 12);

/** A time at which all workloads have been running for a day. */
export const NOON_MS = EPOCH_MS + 24 * HOUR_MS;

/** A world of 12 nodes with seed 1, unless the options differ. */
export function testWorld(options: Partial<WorldOptions> = {}, scenario?: Scenario): SimulatedWorld {
  return new SimulatedWorld({ seed: 1, nodes: 12, epochMs: EPOCH_MS, clusterName: 'demo', ...options }, scenario);
}

/** The pods that run at a time. */
export function podsAt(world: World, timeMs: number): Pod[] {
  return world.cells.flatMap((cell) => cell.pods(timeMs, timeMs + 1)).filter((pod) => pod.startMs <= timeMs);
}

/** The pods of a workload at a time, by "namespace/workload". */
export function podsOf(world: World, workload: string, timeMs: number): Pod[] {
  return podsAt(world, timeMs).filter((pod) => `${pod.namespace}/${pod.spec.workload}` === workload);
}

/** Returns the item, or throws an error that names what is missing. */
export function required<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) {
    throw new Error(`The test world has no ${what}`);
  }
  return item;
}
