import { type Positions } from '../layout/layoutInput';
import { layOut } from '../layout/layOut';
import { BUDGET_MS, type LayoutJob } from './protocol';
import { forcesNotLoaded } from '../messages/layout';

/** Between slices of this length, the page renders and handles events. */
const SLICE_MS = 12;

/**
 * Computes a layout on the main thread, in slices. The code for force-directed layouts is loaded on demand. If it cannot
 * be loaded, groups are placed in a grid.
 *
 * @param isWanted once it returns false, the computation stops
 */
export async function layOutOnMainThread(
  { input, layout, aspect }: LayoutJob,
  isActive: () => boolean
): Promise<Positions> {
  const forces = await import('../layout/layOutByForces').catch((failure: unknown) => {
    console.warn(forcesNotLoaded, failure);
    return undefined;
  });
  const isInTime = slices();
  return forces
    ? forces.layOutByForcesInSlices(input, layout, aspect, async () => (await isInTime()) && isActive())
    : layOut(input, layout, aspect);
}

/** Yields to the page at the end of each slice. Resolves to whether time is left, not counting time of other tasks. */
function slices(): () => Promise<boolean> {
  let leftMs = BUDGET_MS;
  let startMs = performance.now();
  return async () => {
    const usedMs = performance.now() - startMs;
    if (usedMs >= SLICE_MS) {
      leftMs -= usedMs;
      await new Promise((resolve) => setTimeout(resolve));
      startMs = performance.now();
    }
    return leftMs > 0;
  };
}
