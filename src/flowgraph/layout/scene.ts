import { type GraphTopology, type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { isLossy } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { boundsOf, type Rect } from './geometry';
import { type Positions } from './layoutInput';
import { rectFinder, type RectOf } from './rects';
import { type Curve } from './edgeCurve';
import { type CellAssignment } from './cellAssignment';
import { type EdgeRoute, routesOf } from './edgeRoutes';

/** The positioned graph, in world units. */
export interface Scene extends Omit<GraphGeometry, 'routes'> {
  edges: readonly PlacedEdge[];
}

/** The part of a scene that does not depend on values. */
export interface GraphGeometry {
  nodes: readonly PlacedNode[];
  /** Outermost first. */
  groups: readonly PlacedNode[];
  bounds: Rect;
  /** By index of the edge in the topology; undefined if an end has no position. */
  routes: ReadonlyArray<EdgeRoute | undefined>;
}

export interface PlacedNode {
  node: GraphNode;
  rect: Rect;
  /** The name of the group around it: the part of its own name that does not have to be repeated. */
  within?: string;
}

export interface PlacedEdge {
  edge: GraphEdge;
  curve: Curve;
  /** Maximum width, so that the edge does not hide the nodes it connects. */
  maxWidth: number;
  /** The shortened edge to a hub. The full edge is drawn on demand only. */
  stub?: Curve;
}

/** Positions a graph: nodes and groups, and edges between their borders. */
export function toScene(graph: FlowGraph, tree: GraphTree, positions: Positions, cells: CellAssignment): Scene {
  return sceneOf(graph, geometryOf(graph.topology, tree, positions, rectFinder(tree, positions, cells)));
}

/** Positions a topology. */
export function geometryOf(
  topology: GraphTopology,
  tree: Pick<GraphTree, 'nodes'>,
  positions: Positions,
  rectOf: RectOf
): GraphGeometry {
  const rects = topology.nodes.map(({ id }) => rectOf(id));
  const labelOf = ({ parent }: GraphNode) => (parent === undefined ? undefined : tree.nodes.get(parent)?.node.label);
  const place = (node: GraphNode, rect: Rect | undefined): PlacedNode[] => {
    const within = labelOf(node);
    return rect ? [{ node, rect, ...(within !== undefined && { within }) }] : [];
  };
  const nodes = topology.nodes.flatMap((node, index) => place(node, rects[index]));
  // A frame around the whole cluster would carry no information.
  const groups = topology.groups
    .filter(({ kind }) => kind !== 'cluster')
    .flatMap((node) => partsOf(node, positions) ?? place(node, rectOf(node.id)));
  return {
    nodes,
    groups,
    bounds: boundsOf([...nodes, ...groups].map(({ rect }) => rect)),
    routes: routesOf(topology, rects),
  };
}

/** Combines the geometry with the values of a graph of the same topology. */
export function sceneOf(
  { edges, topologyIndexOfEdge }: FlowGraph,
  { nodes, groups, bounds, routes }: GraphGeometry
): Scene {
  const placed: PlacedEdge[] = [];
  edges.forEach((edge, index) => {
    const edgeRoute = routes[topologyIndexOfEdge[index] ?? -1];
    if (edgeRoute) {
      const { curve, maxWidth, stub } = edgeRoute;
      // Edges with losses are never shortened.
      placed.push({ edge, curve, maxWidth, stub: stub && !isLossy(edge) ? stub : undefined });
    }
  });
  return { nodes, groups, edges: placed, bounds };
}

/** A group with several parts is drawn once for each part. */
function partsOf(node: GraphNode, { groups }: Positions): PlacedNode[] | undefined {
  return groups.get(node.id)?.map((rect) => ({ node, rect }));
}
