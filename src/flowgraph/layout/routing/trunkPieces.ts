import { type Point } from '../geometry';
import { cornersOf, type Route } from './routeEdges';

/** A part of a trunk: as long as the same edges run on it. */
export interface TrunkPiece {
  /** Indices of the edges that run on it, ascending. */
  edges: readonly number[];
  /** The ends and corners, in world units. */
  points: readonly Point[];
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
    const keys = stepsOf(route).map((step) => sharers.get(step)?.join() ?? '');
    for (let first = 0, last = 0; first < keys.length; first = last) {
      last = first + 1;
      while (last < keys.length && keys[last] === keys[first]) {
        last += 1;
      }
      const edges = keys[first] ?? '';
      const id = `${edges} ${route.path[first]} ${route.path[last]}`;
      if (!known.has(id)) {
        known.add(id);
        pieces.push({
          edges: edges.split(',').map(Number),
          points: cornersOf(route, ...withJunctions(route, first, last)),
          hasEnd: last === keys.length,
        });
      }
    }
  });
  return pieces;
}

/**
 * A branch continues for a step on the trunk that it joins, so that it joins with a curve instead of a corner.
 *
 * @returns the first and the last position
 */
function withJunctions({ line, positions }: Route, first: number, last: number): [number, number] {
  return line.trunkOf === 'target' ? [first, Math.min(last + 1, positions.length - 1)] : [Math.max(first - 1, 0), last];
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

/** Identifies the steps of a path. A path of one point has one step. */
function stepsOf({ line, path }: Route): string[] {
  return path.length < 2
    ? [`${line.number} ${path[0]}`]
    : path.slice(1).map((point, index) => `${line.number} ${path[index]} ${point}`);
}
