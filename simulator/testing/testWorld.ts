/** Worlds for tests: small, quiet unless a script says otherwise, always the same. */
import { type Scenario, SimulatedWorld } from '../incidents/simulatedWorld';
import { type Pod } from '../world/pods';
import { HOUR_MS } from '../world/time';
import { type World, type WorldOptions } from '../world/world';

export const EPOCH_MS = Date.UTC(2026, 10, 20, 12);

/** A time at which all has settled. */
export const NOON_MS = EPOCH_MS + 24 * HOUR_MS;

export function testWorld(options: Partial<WorldOptions> = {}, scenario?: Scenario): SimulatedWorld {
  return new SimulatedWorld({ seed: 1, nodes: 12, epochMs: EPOCH_MS, clusterName: 'demo', ...options }, scenario);
}

export function podsAt(world: World, timeMs: number): Pod[] {
  return world.cells.flatMap((cell) => cell.pods(timeMs, timeMs + 1)).filter((pod) => pod.startMs <= timeMs);
}

/** The pods of a workload at a time, by "namespace/workload". */
export function podsOf(world: World, workload: string, timeMs: number): Pod[] {
  return podsAt(world, timeMs).filter((pod) => `${pod.namespace}/${pod.spec.workload}` === workload);
}

/** The one thing that a test needs, or a message that says which it was. */
export function required<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) {
    throw new Error(`The test world has no ${what}`);
  }
  return item;
}
