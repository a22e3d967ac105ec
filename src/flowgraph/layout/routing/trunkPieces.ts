import { type Point } from '../geometry';
import { cornersOf, type Route } from './routeEdges';

/** A part of a trunk: as long as the same edges run on it. */
export interface TrunkPiece {
  /** Indices of the edges that run on it, ascending. */
  edges: readonly number[];
  /** The ends and corners, in world units. */
  points: readonly Point[];
  /** The number of the line that its edges share. */
  trunk: number;
  /** Whether it ends at a server. */
  hasEnd: boolean;
}

/** Splits the trunks of routes into pieces, so that what several edges share can be drawn once. */
export function trunkPiecesOf(routes: ReadonlyArray<Route | undefined>): TrunkPiece[] {
  const sharers = sharersOf(routes);
  const known = new Set<string>();
  const pieces: TrunkPiece[] = [];
  routes.forEach((route) => {
    if (!route || route.line.trunkOf === undefined) {
      return;
    }
    const steps = stepsOf(route);
    const edgesAt = steps.map((step) => sharers.get(step)?.join() ?? '');
    for (let first = 0, last = 0; first < steps.length; first = last) {
      last = first + 1;
      while (last < steps.length && edgesAt[last] === edgesAt[first]) {
        last += 1;
      }
      const id = `${steps[first]} ${steps[last - 1]}`;
      if (!known.has(id)) {
        known.add(id);
        pieces.push({
          edges: (edgesAt[first] ?? '').split(',').map(Number),
          points: cornersOf(withJunctions(route, first, last)),
          trunk: route.line.number,
          hasEnd: last === steps.length,
        });
      }
    }
  });
  return pieces;
}

/**
 * The points from one to another. A branch continues for a step on the trunk that it joins, so that it joins with a curve
 * instead of a corner.
 */
function withJunctions({ line, points }: Route, first: number, last: number): Point[] {
  return line.trunkOf === 'target' ? points.slice(first, last + 2) : points.slice(Math.max(first - 1, 0), last + 1);
}

/** The indices of the edges that run along each step of a trunk. */
function sharersOf(routes: ReadonlyArray<Route | undefined>): Map<string, number[]> {
  const sharers = new Map<string, number[]>();
  routes.forEach((route, index) => {
    if (route?.line.trunkOf !== undefined) {
      for (const step of stepsOf(route)) {
        const known = sharers.get(step);
        if (known) {
          known.push(index);
        } else {
          sharers.set(step, [index]);
        }
      }
    }
  });
  return sharers;
}

/** Identifies the steps from each point to the next. */
function stepsOf({ line, points }: Route): string[] {
  return points.slice(1).map(({ x, y }, index) => `${line.number} ${points[index]?.x} ${points[index]?.y} ${x} ${y}`);
}
