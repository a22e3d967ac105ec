import { type GraphTopology, type VisibleEdge } from '../../core/graph/graph';
import { type Curve, roundedLine } from './curve';
import { edgeCurve, loopArea } from './edgeCurve';
import { boundsOf, type Rect } from './geometry';
import { hubsOf } from './hubs';
import { type Obstacles } from './routing/grid';
import { cornersOf, type Route, routeEdges } from './routing/routeEdges';
import { trunkPiecesOf } from './routing/trunkPieces';

/** The route of an edge. */
interface EdgeRoute {
  curve: Curve;
  /** Maximum width in world units, so that the edge does not hide the nodes it connects. */
  maxWidth: number;
  /** The hub that the edge is folded into; undefined if neither end is a hub. */
  foldedInto: string | undefined;
  /** The number of the trunk that the edge runs on, so that its pieces are drawn instead. */
  trunk: number | undefined;
}

/** A piece of a trunk: a line that several edges share, or the branch of one of them. */
interface TrunkRoute {
  curve: Curve;
  /** Indices of its edges in the topology. */
  edges: readonly number[];
  /** The number of the trunk. */
  trunk: number;
  /** Whether it ends at the server. */
  hasArrow: boolean;
}

/** The routes of a topology. */
export interface Routes {
  /** By index of the edge in the topology; undefined if an end has no position. */
  edges: ReadonlyArray<EdgeRoute | undefined>;
  trunks: readonly TrunkRoute[];
}

/** What routes go around. */
export interface Surroundings {
  /** Rectangles by index of the node in the topology. */
  rects: ReadonlyArray<Rect | undefined>;
  /** The frames of the groups around nodes, by id. */
  frames: ReadonlyMap<string, readonly Rect[]>;
  /** The ids of the groups around a node, innermost first. */
  groupsAround: (id: string) => readonly string[];
  /** The names of groups. */
  names: readonly Rect[];
  /** Least distance between parallel lines, in world units. */
  leastStep?: number | undefined;
}

/** With more edges, individual ones cannot be followed anyway. */
const MAX_ROUTED_EDGES = 400;
/** Share of the height of the smaller end. */
const MAX_WIDTH_SHARE = 0.3;
const MAX_LOOP_WIDTH = 2.5;
const CORNER_RADIUS = 10;

/** The routes of all edges of a topology. */
export function routesOf(topology: GraphTopology, surroundings: Surroundings): Routes {
  const { nodes, edges } = topology;
  const { rects } = surroundings;
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const rectOf = (id: string) => rects[indices.get(id) ?? -1];
  const hubs = hubsOf(topology);
  const routes = edges.length <= MAX_ROUTED_EDGES ? routed(topology, surroundings) : [];
  const twoWay = twoWayEdges(edges, indices);
  return {
    edges: edges.map((edge, index): EdgeRoute | undefined => {
      const source = rectOf(edge.source);
      const target = rectOf(edge.target);
      if (!source || !target) {
        return undefined;
      }
      const route = routes[index];
      const curve = route
        ? roundedLine(cornersOf(route.points), CORNER_RADIUS)
        : edgeCurve(edge, source, target, twoWay.has(index));
      const isLoop = edge.source === edge.target;
      const maxWidth = isLoop ? MAX_LOOP_WIDTH : Math.min(source.height, target.height) * MAX_WIDTH_SHARE;
      const trunk = route?.line.trunkOf === undefined ? undefined : route.line.number;
      return { curve, maxWidth, foldedInto: hubOf(edge, hubs), trunk };
    }),
    trunks: trunkPiecesOf(routes).map(({ points, edges: members, trunk, hasEnd }) => ({
      curve: roundedLine(points, CORNER_RADIUS),
      edges: members,
      trunk,
      hasArrow: hasEnd,
    })),
  };
}

function routed(
  { nodes, edges }: GraphTopology,
  { rects, frames, groupsAround, names, leastStep }: Surroundings
): Array<Route | undefined> {
  const groups = [...frames.keys()];
  const indexOfGroup = new Map(groups.map((id, index) => [id, index]));
  const known = new Map(nodes.flatMap(({ id }, index) => (rects[index] ? [[id, rects[index]] as const] : [])));
  const loops = new Set(edges.filter(({ source, target }) => source === target));
  const loopAreas = [...loops].flatMap(({ source }) => {
    const rect = known.get(source);
    return rect ? [loopArea(rect)] : [];
  });
  const obstacles: Obstacles = { nodes: [...known.values(), ...loopAreas], groups: [...frames.values()], names };
  const groupOf = new Map(
    nodes.flatMap(({ id }) => {
      const [group] = groupsAround(id).flatMap((around) => indexOfGroup.get(around) ?? []);
      return group === undefined ? [] : [[id, group] as const];
    })
  );
  const bounds = boundsOf([...known.values(), ...[...frames.values()].flat()]);
  // A loop has no way between two nodes.
  const between = edges.filter((edge) => !loops.has(edge));
  const found = routeEdges(between, { rects: known, groupOf }, obstacles, bounds, leastStep);
  let next = 0;
  return edges.map((edge) => (loops.has(edge) ? undefined : found[next++]));
}

/** Indices of edges for which there is an edge in the opposite direction. */
function twoWayEdges(edges: readonly VisibleEdge[], indices: ReadonlyMap<string, number>): Set<number> {
  // A number for each direction: faster than tens of thousands of strings.
  const keyOf = (from: string, to: string) => (indices.get(from) ?? -1) * indices.size + (indices.get(to) ?? -1);
  const directions = new Set(edges.map(({ source, target }) => keyOf(source, target)));
  return new Set(edges.flatMap(({ source, target }, index) => (directions.has(keyOf(target, source)) ? [index] : [])));
}

function hubOf({ source, target }: VisibleEdge, hubs: ReadonlySet<string>): string | undefined {
  const isLoop = source === target;
  return isLoop ? undefined : [target, source].find((id) => hubs.has(id));
}
