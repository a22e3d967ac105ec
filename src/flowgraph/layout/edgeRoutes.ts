import { type GraphTopology, type VisibleEdge } from '../../core/graph/graph';
import { hubsOf } from './hubs';
import { boundsOf, inflate, type Rect } from './geometry';
import { avoidObstacles, type Obstacles } from './avoidObstacles';
import { RectIndex } from './rectIndex';
import { type Curve, edgeCurve, stubOf } from './edgeCurve';

/** The route of an edge. */
export interface EdgeRoute {
  curve: Curve;
  /** Maximum width in world units, so that the edge does not hide the nodes it connects. */
  maxWidth: number;
  /** The shortened edge, which is drawn instead of the full one, if an end is a hub. */
  stub: Curve | undefined;
}

/** With more edges, individual ones cannot be followed anyway. */
const MAX_EDGES_TO_REROUTE = 400;
/** In world units: about the length of a node. */
const CELL = 150;
/** How far beyond all nodes edges may reach, in world units. The viewport leaves this much space when it fits. */
const MARGIN = 24;
/** Share of the height of the smaller end. */
const MAX_WIDTH_SHARE = 0.3;

/**
 * The routes of all edges of a topology.
 *
 * @param rects rectangles by index of the node in the topology
 * @returns by index of the edge in the topology; undefined if an end has no position
 */
export function routesOf(
  topology: GraphTopology,
  rects: ReadonlyArray<Rect | undefined>
): ReadonlyArray<EdgeRoute | undefined> {
  const { nodes, edges } = topology;
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const sources = edges.map(({ source }) => indices.get(source) ?? -1);
  const targets = edges.map(({ target }) => indices.get(target) ?? -1);
  const hubs = hubsOf(topology);
  // A number for each direction: faster than tens of thousands of strings.
  const directions = new Set(sources.map((source, edge) => source * nodes.length + (targets[edge] ?? -1)));
  const obstacles = edges.length <= MAX_EDGES_TO_REROUTE ? obstaclesOf(rects) : undefined;
  return edges.map((edge, index): EdgeRoute | undefined => {
    const from = sources[index] ?? -1;
    const to = targets[index] ?? -1;
    const source = rects[from];
    const target = rects[to];
    if (!source || !target) {
      return undefined;
    }
    const isTwoWay = directions.has(to * nodes.length + from);
    const curve = obstacles
      ? avoidObstacles(edge, source, target, isTwoWay, obstacles)
      : edgeCurve(edge, source, target, isTwoWay);
    const maxWidth = Math.min(source.height, target.height) * MAX_WIDTH_SHARE;
    return { curve, maxWidth, stub: stubFor(edge, curve, hubs) };
  });
}

function obstaclesOf(rects: ReadonlyArray<Rect | undefined>): Obstacles {
  const known = rects.filter((rect) => rect !== undefined);
  const nodes = new RectIndex(CELL);
  known.forEach((rect) => nodes.add(rect));
  return { nodes, bounds: inflate(boundsOf(known), MARGIN) };
}

function stubFor({ source, target }: VisibleEdge, curve: Curve, hubs: ReadonlySet<string>): Curve | undefined {
  const hubIs = hubs.has(target) ? 'target' : hubs.has(source) ? 'source' : undefined;
  return hubIs === undefined || source === target ? undefined : stubOf(curve, hubIs);
}
