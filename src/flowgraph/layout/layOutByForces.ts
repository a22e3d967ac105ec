import { arrangeForce } from './arrangeForce';
import { type LayoutInput, type Layout, type Positions } from './layoutInput';
import { type Forces, layOut } from './layOut';

/**
 * As {@link place}, with forces. In a file of its own, so that the code of forces is loaded only where it is needed.
 *
 * @param isLate called before each step; once it returns true, boxes are put in a grid, which takes no time
 */
export function layOutByForces(
  input: LayoutInput,
  layout: Layout,
  aspect?: number,
  isLate: () => boolean = () => false
): Positions {
  return layOut(input, layout, aspect, (...what) => {
    const steps = arrangeForce(...what);
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
 * As {@link placeByForces}, for a thread that has other work to do.
 *
 * @param pause awaited before each step, of which one takes milliseconds; once it resolves to false, boxes are
 * put in a grid
 */
export async function layOutByForcesInSlices(
  input: LayoutInput,
  layout: Layout,
  aspect: number,
  pause: () => Promise<boolean>
): Promise<Positions> {
  let what: Parameters<Forces> | undefined;
  const inGrid = layOut(input, layout, aspect, (...wanted) => {
    what = wanted;
    return undefined;
  });
  const places = what && (await arrangeInSlices(what, pause));
  return places ? layOut(input, layout, aspect, () => places) : inGrid;
}

async function arrangeInSlices(what: Parameters<Forces>, pause: () => Promise<boolean>): Promise<ReturnType<Forces>> {
  const steps = arrangeForce(...what);
  while (await pause()) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
  return undefined;
}
