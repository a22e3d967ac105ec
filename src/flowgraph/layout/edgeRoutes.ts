import { type GraphTopology, type VisibleEdge } from '../../core/graph/graph';
import { hubsOf } from './hubs';
import { boundsOf, inflate, type Rect } from './geometry';
import { avoidObstacles, type Obstacles } from './avoidObstacles';
import { RectIndex } from './rectIndex';
import { type Curve, edgeCurve, stubOf } from './edgeCurve';

/** How an edge runs. */
export interface EdgeRoute {
  curve: Curve;
  /** No wider than this, or it would hide the boxes that it joins. */
  maxWidth: number;
  /** The end of it that is drawn while nobody asks, where it leads to a hub. */
  stub: Curve | undefined;
}

/** Among more edges than this nobody follows one. */
const MAX_EDGES_TO_REROUTE = 400;
/** World units; about the length of a node. */
const CELL = 150;
/** How far beyond all nodes edges may go, in world units: pictures have so much room around them. */
const MARGIN = 24;
/** Of the height of the smaller of its boxes. */
const MAX_WIDTH_SHARE = 0.3;

/**
 * The ways of all ties of a figure.
 *
 * @param rects where its nodes lie, in their order
 * @returns by tie; undefined where an end has no place
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
  // A number for each direction: faster than texts, of which there may be tens of thousands.
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
