import { type VisibleEdge } from '../../core/graph/graph';
import { isWithin, type Rect } from './geometry';
import { type RectIndex } from './rectIndex';
import { boundsOfCurve, type Curve, pointOn, edgeCurve } from './edgeCurve';

/** Bows to try, in this order, in widths of the wider end. The curve reaches half as far as its bow. */
const BOWS = [0.3, 0.7, 1.2, 1.9];
/** Points of the curve to check. At its ends, an edge touches its own nodes. */
const SHARES = [0.12, 0.2, 0.28, 0.36, 0.44, 0.52, 0.6, 0.68, 0.76, 0.84, 0.9];

/** What edges avoid, and the area that they stay in. */
export interface Obstacles {
  /** All nodes. */
  nodes: RectIndex;
  bounds: Rect;
}

/**
 * The curve of an edge around the nodes between its ends: an edge under a node would look like an edge of that node.
 * The usual curve if no other one within the bounds is better.
 */
export function avoidObstacles(
  edge: VisibleEdge,
  source: Rect,
  target: Rect,
  isTwoWay: boolean,
  { nodes, bounds }: Obstacles
): Curve {
  let best = edgeCurve(edge, source, target, isTwoWay);
  if (edge.source === edge.target) {
    return best;
  }
  let fewest = hitsOf(best, nodes);
  const width = Math.max(source.width, target.width);
  // Opposite edges each stay on their own side.
  for (const bow of isTwoWay ? BOWS : BOWS.flatMap((bow) => [bow, -bow])) {
    if (fewest === 0) {
      break;
    }
    const curve = edgeCurve(edge, source, target, isTwoWay, bow * width);
    const hits = isWithin(boundsOfCurve(curve), bounds) ? hitsOf(curve, nodes) : Infinity;
    if (hits < fewest) {
      [best, fewest] = [curve, hits];
    }
  }
  return best;
}

function hitsOf(curve: Curve, nodes: RectIndex): number {
  return SHARES.filter((t) => nodes.isHit({ ...pointOn(curve, t), width: 0, height: 0 })).length;
}
