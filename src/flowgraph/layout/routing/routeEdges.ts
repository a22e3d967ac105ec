import { compareText } from '../../../core/compareText';
import { center, inflate, type Point, type Rect } from '../geometry';
import { type LayoutEdge } from '../layoutInput';
import { type Port, PathFinder } from './cheapestPath';
import { DOWN, LEAST_STEP, LEFT, NO_GROUP, RIGHT, RoutingGrid, UP, type Obstacles } from './grid';
import { Occupancy } from './occupancy';
import { linesOf, type Line } from './trunks';

/** What is connected. */
export interface RoutedEnds {
  /** The rectangle of each end, by id. */
  rects: ReadonlyMap<string, Rect>;
  /** The index of the group that each end lies in; absent if it is in none. */
  groupOf: ReadonlyMap<string, number>;
}

/** A route along the lines of a grid, around nodes and names. */
export interface Route {
  line: Line;
  /**
   * In world units: where it leaves the border of the source, all points of the grid that it passes, and where it reaches
   * the border of the target. At least three.
   */
  points: readonly Point[];
}

/** How far outside of everything edges may run, in world units. */
export const ROUTE_MARGIN = 2 * LEAST_STEP;
/** Distance of edges from the corners of nodes, in world units. */
const INSET = 8;
/** Ports toward the wrong side: clients are usually at the left of servers. In quarters of a step. */
const PORT_COST = { preferred: 0, beside: 6, opposite: 12 };
/**
 * The work of routing is about the number of edges times the number of points. Up to the first limit, each edge is routed
 * again, around the final routes of the others; beyond the second one, it would take longer than people wait.
 */
const MAX_WORK = { twice: 1_500_000, once: 8_000_000 };

/**
 * Routes edges on horizontal and vertical lines: around all nodes, the names of groups, and groups in which they have no
 * end. Edges of the same trunk share their way, others keep their distance.
 *
 * @param edges ids of the ends; each pair once per direction, without loops
 * @param leastStep least distance between parallel lines, in world units
 * @returns by index of the edge; undefined if there is no way, or if there are too many edges
 */
export function routeEdges(
  edges: readonly LayoutEdge[],
  { rects, groupOf }: RoutedEnds,
  obstacles: Obstacles,
  bounds: Rect,
  leastStep = LEAST_STEP
): Array<Route | undefined> {
  const grid = new RoutingGrid(inflate(bounds, ROUTE_MARGIN), obstacles, leastStep);
  const work = edges.length * grid.blocked.length;
  if (work > MAX_WORK.once) {
    return edges.map(() => undefined);
  }
  const occupancy = new Occupancy(grid);
  const finder = new PathFinder(grid, occupancy);
  const lines = linesOf(edges);
  const paths: Array<readonly number[]> = edges.map(() => []);
  const route = (index: number): void => {
    const edge = edges[index];
    const line = lines[index];
    const source = edge && rects.get(edge.source);
    const target = edge && rects.get(edge.target);
    if (!edge || !line || !source || !target) {
      return;
    }
    occupancy.remove(paths[index] ?? []);
    const path = finder.find({
      from: portsOf(grid, source, center(target), 'source'),
      to: portsOf(grid, target, center(source), 'target'),
      groups: [edge.source, edge.target].map((id) => groupOf.get(id) ?? NO_GROUP),
      line: line.number,
    });
    paths[index] = path;
    occupancy.add(path, line.number);
  };
  const order = shortestFirst(edges, rects);
  order.forEach(route);
  if (work <= MAX_WORK.twice) {
    order.forEach(route);
  }
  return edges.map(({ source, target }, index): Route | undefined => {
    const line = lines[index];
    const from = rects.get(source);
    const to = rects.get(target);
    const inner = (paths[index] ?? []).map((point) => grid.positionOf(point));
    const first = inner[0];
    const last = inner[inner.length - 1];
    return line && from && to && first && last
      ? { line, points: [borderNear(from, first), ...inner, borderNear(to, last)] }
      : undefined;
  });
}

/** The ends and corners of a line through points. */
export function cornersOf(points: readonly Point[]): Point[] {
  return points.filter(isCorner);
}

/** Whether a point is an end of a line of horizontal and vertical pieces, or a corner. */
function isCorner(at: Point, index: number, points: readonly Point[]): boolean {
  const before = points[index - 1];
  const after = points[index + 1];
  return !before || !after || (before.x !== after.x && before.y !== after.y);
}

/** Short edges have the fewest alternatives. */
function shortestFirst(edges: readonly LayoutEdge[], rects: ReadonlyMap<string, Rect>): number[] {
  const keyed = edges.map(({ source, target }, index) => {
    const from = center(rects.get(source) ?? NOWHERE);
    const to = center(rects.get(target) ?? NOWHERE);
    return { index, key: `${source}>${target}`, length: Math.abs(from.x - to.x) + Math.abs(from.y - to.y) };
  });
  keyed.sort((a, b) => a.length - b.length || compareText(a.key, b.key));
  return keyed.map(({ index }) => index);
}

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** The ports on all four sides of an end. Ports in the middle of a side, and toward the other end, are better. */
function portsOf(grid: RoutingGrid, rect: Rect, other: Point, end: 'source' | 'target'): Port[] {
  const own = center(rect);
  const preferred = end === 'source' ? RIGHT : LEFT;
  return [RIGHT, DOWN, LEFT, UP].flatMap((side) => {
    const isAcross = side === RIGHT || side === LEFT;
    const sideCost = side === preferred ? PORT_COST.preferred : isAcross ? PORT_COST.opposite : PORT_COST.beside;
    const inset = Math.min(INSET, (isAcross ? rect.height : rect.width) / 4);
    return grid.pointsBeside(rect, side, inset).map((point): Port => {
      const { x, y } = grid.positionOf(point);
      const offCenter = isAcross ? Math.abs(y - own.y) : Math.abs(x - own.x);
      const awayFromOther = isAcross ? Math.abs(y - other.y) : Math.abs(x - other.x);
      return {
        point,
        direction: end === 'source' ? side : (side + 2) & 3,
        cost: sideCost + Math.round((offCenter + awayFromOther / 8) / grid.step),
      };
    });
  });
}

/** The point of the border of a rectangle that is nearest to a point outside of it. */
function borderNear({ x, y, width, height }: Rect, point: Point): Point {
  return { x: Math.min(Math.max(point.x, x), x + width), y: Math.min(Math.max(point.y, y), y + height) };
}
