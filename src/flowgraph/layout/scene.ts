import { type GraphTopology, type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { isLossy } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { boundsOf, type Rect } from './geometry';
import { type Positions } from './layoutInput';
import { rectFinder, type RectOf } from './rects';
import { type Curve } from './edgeCurve';
import { type CellAssignment } from './cellAssignment';
import { type EdgeRoute, routesOf } from './edgeRoutes';

/** Everything that is drawn, where it is drawn, in world units. Values may change, places stay. */
export interface Scene extends Omit<GraphGeometry, 'routes'> {
  edges: readonly PlacedEdge[];
}

/** All of a scene that does not depend on values. */
export interface GraphGeometry {
  nodes: readonly PlacedNode[];
  /** Outermost first. */
  groups: readonly PlacedNode[];
  bounds: Rect;
  /** By tie of the figure. */
  routes: ReadonlyArray<EdgeRoute | undefined>;
}

export interface PlacedNode {
  node: GraphNode;
  rect: Rect;
  /** The name of the box around it: the part of its own name that need not be repeated. */
  within?: string;
}

export interface PlacedEdge {
  edge: GraphEdge;
  curve: Curve;
  /** No wider than this, or it would hide the boxes that it joins. */
  maxWidth: number;
  /** What is drawn of it while nobody asks: traffic with a hub crosses the picture only on demand. */
  stub?: Curve;
}

/** Puts a graph on its places: boxes where they are, edges between their borders. */
export function toScene(graph: FlowGraph, tree: GraphTree, positions: Positions, cells: CellAssignment): Scene {
  return sceneOf(graph, geometryOf(graph.topology, tree, positions, rectFinder(tree, positions, cells)));
}

/** Puts a figure on its places. */
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
  // The cluster's own box would frame everything and tell nothing.
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

/** Puts the edges of a graph on their ways. */
export function sceneOf(
  { edges, topologyIndexOfEdge }: FlowGraph,
  { nodes, groups, bounds, routes }: GraphGeometry
): Scene {
  const placed: PlacedEdge[] = [];
  edges.forEach((edge, index) => {
    const edgeRoute = routes[topologyIndexOfEdge[index] ?? -1];
    if (edgeRoute) {
      const { curve, maxWidth, stub } = edgeRoute;
      // What is wrong is never shortened.
      placed.push({ edge, curve, maxWidth, stub: stub && !isLossy(edge) ? stub : undefined });
    }
  });
  return { nodes, groups, edges: placed, bounds };
}

/** A box that had to go on elsewhere is drawn as often as it has parts. */
function partsOf(node: GraphNode, { groups }: Positions): PlacedNode[] | undefined {
  return groups.get(node.id)?.map((rect) => ({ node, rect }));
}
