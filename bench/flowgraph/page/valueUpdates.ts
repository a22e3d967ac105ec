import { type Renderer } from '../renderers/renderer';
import { type SimulatedWorld, withOtherValues } from '../../shared/world/scenarios';
import { nextFrame, paintedAfter } from './frame';
import { percentile } from '../../shared/percentile';

export interface UpdateTimes {
  /** The call, in ms. */
  updateSyncMs: number;
  /** From the call to the second frame after it, in ms; nothing can be below 33. */
  updatePaintedMs: number;
}

const UPDATES = 5;
/** What a slow renderer may take for fewer updates. */
const BUDGET_MS = 6_000;

/** Medians of some refreshes that change the values of all edges. */
export async function valueUpdates(renderer: Renderer, world: SimulatedWorld): Promise<UpdateTimes> {
  const deadline = performance.now() + BUDGET_MS;
  const [sync, painted]: [number[], number[]] = [[], []];
  for (let refresh = 1; refresh <= UPDATES && (refresh === 1 || performance.now() < deadline); refresh++) {
    const next = withOtherValues(world, refresh);
    renderer.prepare?.(next, 'frames');
    await nextFrame();
    const startMs = performance.now();
    renderer.update(next);
    sync.push(performance.now() - startMs);
    painted.push(await paintedAfter(startMs));
  }
  return { updateSyncMs: percentile(sync, 0.5), updatePaintedMs: percentile(painted, 0.5) };
}
