/** In world units unless stated otherwise. One world unit is a CSS pixel at zoom 1. */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A rectangle: x and y are its upper left corner. */
export interface Rect extends Point, Size {}

/** The center of a rectangle. */
export function center({ x, y, width, height }: Rect): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Whether a point is within a rectangle or on its border. */
export function contains({ x, y, width, height }: Rect, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}

/** Whether two rectangles share more than a border, or are nearer to each other than a gap. */
export function overlap(a: Rect, b: Rect, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

/** Whether a rectangle is completely within another. */
export function isWithin(rect: Rect, outer: Rect): boolean {
  return (
    rect.x >= outer.x &&
    rect.y >= outer.y &&
    rect.x + rect.width <= outer.x + outer.width &&
    rect.y + rect.height <= outer.y + outer.height
  );
}

/** Moves a rectangle. */
export function translate<T extends Rect>(rect: T, dx: number, dy: number): T {
  return { ...rect, x: rect.x + dx, y: rect.y + dy };
}

/** Enlarges a rectangle on all sides. */
export function inflate({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The bounding box of rectangles; an empty one at the origin if there are none. */
export function boundsOf(rects: Iterable<Rect>): Rect {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The point at which the straight line from the center of a rectangle toward a point leaves the rectangle. */
export function borderPoint({ x, y, width, height }: Rect, towardX: number, towardY: number): Point {
  const halfWidth = width / 2;
  const halfHeight = height / 2;
  const dx = towardX - (x + halfWidth);
  const dy = towardY - (y + halfHeight);
  const scaleX = dx === 0 ? Infinity : halfWidth / Math.abs(dx);
  const scaleY = dy === 0 ? Infinity : halfHeight / Math.abs(dy);
  // The center itself has no direction.
  const scale = dx === 0 && dy === 0 ? 0 : Math.min(scaleX, scaleY);
  return { x: x + halfWidth + dx * scale, y: y + halfHeight + dy * scale };
}
