import { arrangeForce } from './arrangeForce';
import { type LayoutInput, type Layout, type Positions } from './layoutInput';
import { type Forces, layOut } from './layOut';

/**
 * Like {@link layOut}, but force-directed. In a file of its own, so that the code is loaded only when it is needed.
 *
 * @param isLate called before each step; once it returns true, groups are placed in a grid, which takes no time
 */
export function layOutByForces(
  input: LayoutInput,
  layout: Layout,
  aspect?: number,
  isLate: () => boolean = () => false
): Positions {
  return layOut(input, layout, aspect, (...forcesInput) => {
    const steps = arrangeForce(...forcesInput);
    while (!isLate()) {
      const step = steps.next();
      if (step.done) {
        return step.value;
      }
    }
    return undefined;
  });
}

/**
 * Like {@link layOutByForces}, for a thread that has other work to do.
 *
 * @param pause awaited before each step, each of which takes milliseconds; once it resolves to false, groups are
 * placed in a grid
 */
export async function layOutByForcesInSlices(
  input: LayoutInput,
  layout: Layout,
  aspect: number,
  pause: () => Promise<boolean>
): Promise<Positions> {
  let forcesInput: Parameters<Forces> | undefined;
  const inGrid = layOut(input, layout, aspect, (...args) => {
    forcesInput = args;
    return undefined;
  });
  const groupRects = forcesInput && (await arrangeInSlices(forcesInput, pause));
  return groupRects ? layOut(input, layout, aspect, () => groupRects) : inGrid;
}

async function arrangeInSlices(
  forcesInput: Parameters<Forces>,
  pause: () => Promise<boolean>
): Promise<ReturnType<Forces>> {
  const steps = arrangeForce(...forcesInput);
  while (await pause()) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
  return undefined;
}
