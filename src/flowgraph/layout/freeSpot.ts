import { center, isWithin, type Point, type Rect, type Size } from './geometry';
import { RectIndex } from './rectIndex';

/** World units. */
const NODE_LENGTH = 160;

/**
 * The free position for a rectangle that is nearest to a point: next to one of the obstacles, with a gap, without
 * overlapping any. Without obstacles, it is centered on the point.
 *
 * @param within the area that must contain the rectangle; by default anywhere
 * @returns undefined if there is no space in the area
 */
export function nearestFreeSpot(
  size: Size,
  near: Point,
  obstacles: readonly Rect[],
  gap: number,
  within?: Rect
): Rect | undefined {
  const index = new RectIndex(NODE_LENGTH);
  obstacles.forEach((rect) => index.add(rect));
  let best: { rect: Rect; distance: number } | undefined;
  for (const { x, y } of candidates(size, near, obstacles, gap, within)) {
    const rect = { x, y, ...size };
    const middle = center(rect);
    const distance = Math.hypot(middle.x - near.x, middle.y - near.y);
    const isNearer = !best || distance < best.distance;
    if (isNearer && (!within || isWithin(rect, within)) && !index.isHit(rect, gap)) {
      best = { rect, distance };
    }
  }
  return best?.rect;
}

/** Upper left corners at which the rectangle would touch the gap of an obstacle, or a corner of the area. */
function* candidates(
  { width, height }: Size,
  near: Point,
  obstacles: readonly Rect[],
  gap: number,
  within: Rect | undefined
): Generator<Point> {
  yield { x: near.x - width / 2, y: near.y - height / 2 };
  if (within) {
    yield { x: within.x, y: within.y };
  }
  for (const other of obstacles) {
    const right = other.x + other.width + gap;
    const left = other.x - gap - width;
    const below = other.y + other.height + gap;
    const above = other.y - gap - height;
    for (const y of [other.y, other.y + other.height - height, near.y - height / 2, within?.y ?? other.y]) {
      yield { x: right, y };
      yield { x: left, y };
    }
    for (const x of [other.x, other.x + other.width - width, near.x - width / 2]) {
      yield { x, y: below };
      yield { x, y: above };
    }
  }
}
