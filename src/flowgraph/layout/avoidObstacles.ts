import { type VisibleEdge } from '../../core/graph/graph';
import { isWithin, type Rect } from './geometry';
import { type RectIndex } from './rectIndex';
import { boundsOfCurve, type Curve, pointOn, edgeCurve } from './edgeCurve';

/** Tried in this order, in widths of the wider end: an edge reaches half as far as it bows. */
const BOWS = [0.3, 0.7, 1.2, 1.9];
/** Points that are looked at; at the ends an edge is at its own boxes. */
const SHARES = [0.12, 0.2, 0.28, 0.36, 0.44, 0.52, 0.6, 0.68, 0.76, 0.84, 0.9];

/** What ways avoid, and where they stay. */
export interface Obstacles {
  /** All that may stand in the way. */
  nodes: RectIndex;
  bounds: Rect;
}

/**
 * The way of an edge past what stands between its ends: under a box one would take it for an edge of that
 * box. The usual way where no other within the bounds is better.
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
  // Opposite edges each keep to their side.
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
