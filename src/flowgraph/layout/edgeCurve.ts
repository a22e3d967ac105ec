import { type VisibleEdge } from '../../core/graph/graph';
import { borderPoint, type Point, type Rect } from './geometry';

/** A quadratic curve from the border of the client to the border of the server, in world units. */
export interface Curve {
  from: Point;
  control: Point;
  to: Point;
}

/** How far an edge bows to its left, as a share of its length. Opposite edges therefore bow apart. */
const BOW = 0.08;
const TWO_WAY_BOW = 0.16;
/** In world units. A larger bow would look like a detour around an obstacle. */
const MAX_BOW = 120;
/** Length of a stub, which is the shortened edge to a hub, in world units. */
const STUB_LENGTH = 26;

/**
 * The curve of an edge, without regard to obstacles.
 *
 * @param isTwoWay whether there is an edge in the opposite direction
 * @param bow how far the edge bows to its left, in world units; by default a share of its length
 */
export function edgeCurve(edge: VisibleEdge, source: Rect, target: Rect, isTwoWay: boolean, bow?: number): Curve {
  if (edge.source === edge.target) {
    return loop(source);
  }
  // From border to border: the point halfway between the centers can be within the larger node.
  const a = borderPoint(source, target.x + target.width / 2, target.y + target.height / 2);
  const b = borderPoint(target, source.x + source.width / 2, source.y + source.height / 2);
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const share =
    bow === undefined
      ? Math.min(isTwoWay ? TWO_WAY_BOW : BOW, MAX_BOW / Math.max(length, 1))
      : bow / Math.max(length, 1);
  const x = (a.x + b.x) / 2 + (b.y - a.y) * share;
  const y = (a.y + b.y) / 2 - (b.x - a.x) * share;
  return { from: borderPoint(source, x, y), control: { x, y }, to: borderPoint(target, x, y) };
}

/** The end of a curve at the node that is not the hub: enough to show that there is traffic with a hub. */
export function stubOf({ from, control, to }: Curve, hubIs: 'source' | 'target'): Curve {
  const border = hubIs === 'target' ? from : to;
  const length = Math.hypot(control.x - border.x, control.y - border.y);
  const share = length === 0 ? 0 : Math.min(STUB_LENGTH / length, 1);
  const tip = { x: border.x + (control.x - border.x) * share, y: border.y + (control.y - border.y) * share };
  const middle = { x: (border.x + tip.x) / 2, y: (border.y + tip.y) / 2 };
  return hubIs === 'target' ? { from: border, control: middle, to: tip } : { from: tip, control: middle, to: border };
}

/** An edge from a node to itself: a small loop at its upper right corner. */
function loop({ x, y, width, height }: Rect): Curve {
  const right = x + width;
  const size = Math.min(24, height / 2, width / 3);
  return {
    from: { x: right - size, y },
    control: { x: right + size * 0.9, y: y - size * 1.1 },
    to: { x: right, y: y + size * 0.7 },
  };
}

/** A point of a curve, for t from 0 (client) to 1 (server). */
export function pointOn({ from, control, to }: Curve, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
  };
}

/** Whether a curve may intersect a rectangle: whether the bounding box of its three points does. */
export function isNear({ from, control, to }: Curve, { x, y, width, height }: Rect): boolean {
  const right = x + width;
  const bottom = y + height;
  return (
    (from.x <= right || control.x <= right || to.x <= right) &&
    (from.x >= x || control.x >= x || to.x >= x) &&
    (from.y <= bottom || control.y <= bottom || to.y <= bottom) &&
    (from.y >= y || control.y >= y || to.y >= y)
  );
}

/** The bounding box of its three points, which contains a quadratic curve. */
export function boundsOfCurve({ from, control, to }: Curve): Rect {
  const x = Math.min(from.x, control.x, to.x);
  const y = Math.min(from.y, control.y, to.y);
  return {
    x,
    y,
    width: Math.max(from.x, control.x, to.x) - x,
    height: Math.max(from.y, control.y, to.y) - y,
  };
}
