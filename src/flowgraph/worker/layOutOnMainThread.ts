import { type Positions } from '../layout/layoutInput';
import { layOut } from '../layout/layOut';
import { BUDGET_MS, type LayoutJob } from './protocol';

/** Between slices of this length the page draws and answers. */
const SLICE_MS = 12;

/**
 * Places a ground on the main thread, in slices. Forces are code that is loaded only where it is needed;
 * where it cannot be loaded, boxes are put in a grid.
 *
 * @param isWanted once it returns false, no more time is spent
 */
export async function layOutOnMainThread(
  { input, layout, aspect }: LayoutJob,
  isActive: () => boolean
): Promise<Positions> {
  const forces = await import('../layout/layOutByForces').catch((failure: unknown) => {
    console.warn('Flow graph: the code for layouts by forces cannot be loaded, so boxes are put in a grid.', failure);
    return undefined;
  });
  const isInTime = slices();
  return forces
    ? forces.layOutByForcesInSlices(input, layout, aspect, async () => (await isInTime()) && isActive())
    : layOut(input, layout, aspect);
}

/** Gives way to the page when a slice is over. Resolves to whether time is left; time in which others run is not counted. */
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
