import { type VisibleEdge } from '../../core/graph/graph';
import { type Curve, quadraticCurve } from './curve';
import { borderPoint, type Rect } from './geometry';

/** How far an edge bows to its left, as a share of its length. Opposite edges therefore bow apart. */
const BOW = 0.08;
const TWO_WAY_BOW = 0.16;
/** In world units. A larger bow would look like a detour around an obstacle. */
const MAX_BOW = 120;

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
  return quadraticCurve(borderPoint(source, x, y), { x, y }, borderPoint(target, x, y));
}

/** The area that the loop at a node covers: a quadratic curve reaches halfway to its control point. */
export function loopArea(rect: Rect): Rect {
  const size = loopSize(rect);
  return { x: rect.x + rect.width - size, y: rect.y - size * 0.6, width: size * 1.5, height: size * 1.3 };
}

function loopSize({ width, height }: Rect): number {
  return Math.min(14, height / 3, width / 4);
}

/** An edge from a node to itself: a small loop at its upper right corner. */
function loop({ x, y, width, height }: Rect): Curve {
  const right = x + width;
  const size = loopSize({ x, y, width, height });
  return quadraticCurve(
    { x: right - size, y },
    { x: right + size * 0.9, y: y - size * 1.1 },
    { x: right, y: y + size * 0.7 }
  );
}
