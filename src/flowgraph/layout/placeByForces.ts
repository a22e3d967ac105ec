import { arrangeForce } from './arrangeForce';
import { type Ground, type Layout, type Placement } from './ground';
import { type Forces, place } from './place';

/**
 * As {@link place}, with forces. In a file of its own, so that the code of forces is loaded only where it is needed.
 *
 * @param isLate called before each step; once it returns true, boxes are put in a grid, which takes no time
 */
export function placeByForces(
  ground: Ground,
  layout: Layout,
  aspect?: number,
  isLate: () => boolean = () => false
): Placement {
  return place(ground, layout, aspect, (...what) => {
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
export async function placeByForcesInSlices(
  ground: Ground,
  layout: Layout,
  aspect: number,
  pause: () => Promise<boolean>
): Promise<Placement> {
  let what: Parameters<Forces> | undefined;
  const inGrid = place(ground, layout, aspect, (...wanted) => {
    what = wanted;
    return undefined;
  });
  const places = what && (await arrangeInSlices(what, pause));
  return places ? place(ground, layout, aspect, () => places) : inGrid;
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
