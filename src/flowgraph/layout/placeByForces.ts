import { arrangeForce } from './arrangeForce';
import { type Ground, type Layout, type Placement } from './ground';
import { place } from './place';

/**
 * As {@link place}, with forces at hand. In a file of its own, so that only who needs forces loads them.
 *
 * @param isLate asked now and then; once it is true, boxes are put in a grid, which takes no time
 */
export function placeByForces(
  ground: Ground,
  layout: Layout,
  aspect?: number,
  isLate: () => boolean = () => false
): Placement {
  return place(ground, layout, aspect, (...what) => arrangeForce(...what, isLate));
}
