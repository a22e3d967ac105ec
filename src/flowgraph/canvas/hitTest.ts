import { contains, type Point } from '../layout/geometry';
import { type PlacedEdge, type Scene } from '../layout/scene';
import { type Target } from './highlight';

const SAMPLES = 16;

/**
 * What lies at a point of the world: the nearest edge within reach, or a node's box, which covers
 * edges. `reach` is in world units.
 */
export function hitTest(scene: Scene, point: Point, reach: number): Target | undefined {
  const node = scene.nodes.find(({ rect }) => contains(rect, point));
  if (node) {
    return { kind: 'node', id: node.node.id };
  }
  let nearest: { id: string; distance: number } | undefined;
  for (const placed of scene.edges) {
    if (isNear(placed, point, reach)) {
      const distance = distanceToCurve(placed, point);
      if (distance <= reach && (!nearest || distance < nearest.distance)) {
        nearest = { id: placed.edge.id, distance };
      }
    }
  }
  return nearest && { kind: 'edge', id: nearest.id };
}

/** A quadratic curve lies within the box of its three points. */
function isNear({ from, control, to }: PlacedEdge, { x, y }: Point, reach: number): boolean {
  return (
    x >= Math.min(from.x, control.x, to.x) - reach &&
    x <= Math.max(from.x, control.x, to.x) + reach &&
    y >= Math.min(from.y, control.y, to.y) - reach &&
    y <= Math.max(from.y, control.y, to.y) + reach
  );
}

function distanceToCurve(edge: PlacedEdge, point: Point): number {
  let nearest = Infinity;
  let before = edge.from;
  for (let step = 1; step <= SAMPLES; step++) {
    const next = pointOnCurve(edge, step / SAMPLES);
    nearest = Math.min(nearest, distanceToSegment(before, next, point));
    before = next;
  }
  return nearest;
}

/** A point of the curve, t from 0 (client) to 1 (server). */
export function pointOnCurve({ from, control, to }: PlacedEdge, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
    y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
  };
}

function distanceToSegment(a: Point, b: Point, point: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - (a.x + t * dx), point.y - (a.y + t * dy));
}
