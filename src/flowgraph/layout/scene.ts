import { type Figure, type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { isLossy } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { boundsOf, type Rect } from './geometry';
import { type Placement } from './ground';
import { rectFinder, type RectOf } from './rects';
import { type Curve } from './route';
import { type Slots } from './slots';
import { type Way, waysOf } from './ways';

/** Everything that is drawn, where it is drawn, in world units. Values may change, places stay. */
export interface Scene extends Omit<Scenery, 'ways'> {
  edges: readonly PlacedEdge[];
}

/** All of a scene that does not depend on values. */
export interface Scenery {
  nodes: readonly PlacedNode[];
  /** Outermost first. */
  boxes: readonly PlacedNode[];
  bounds: Rect;
  /** By tie of the figure. */
  ways: ReadonlyArray<Way | undefined>;
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
export function toScene(graph: FlowGraph, tree: GraphTree, placement: Placement, slots: Slots): Scene {
  return sceneOf(graph, sceneryOf(graph.figure, tree, placement, rectFinder(tree, placement, slots)));
}

/** Puts a figure on its places. */
export function sceneryOf(
  figure: Figure,
  tree: Pick<GraphTree, 'nodes'>,
  placement: Placement,
  rectOf: RectOf
): Scenery {
  const rects = figure.nodes.map(({ id }) => rectOf(id));
  const labelOf = ({ parent }: GraphNode) => (parent === undefined ? undefined : tree.nodes.get(parent)?.node.label);
  const place = (node: GraphNode, rect: Rect | undefined): PlacedNode[] => {
    const within = labelOf(node);
    return rect ? [{ node, rect, ...(within !== undefined && { within }) }] : [];
  };
  const nodes = figure.nodes.flatMap((node, index) => place(node, rects[index]));
  // The cluster's own box would frame everything and tell nothing.
  const boxes = figure.boxes
    .filter(({ kind }) => kind !== 'cluster')
    .flatMap((node) => partsOf(node, placement) ?? place(node, rectOf(node.id)));
  return { nodes, boxes, bounds: boundsOf([...nodes, ...boxes].map(({ rect }) => rect)), ways: waysOf(figure, rects) };
}

/** Puts the edges of a graph on their ways. */
export function sceneOf({ edges, tieOf }: FlowGraph, { nodes, boxes, bounds, ways }: Scenery): Scene {
  const placed: PlacedEdge[] = [];
  edges.forEach((edge, index) => {
    const way = ways[tieOf[index] ?? -1];
    if (way) {
      const { curve, maxWidth, stub } = way;
      // What is wrong is never shortened.
      placed.push({ edge, curve, maxWidth, stub: stub && !isLossy(edge) ? stub : undefined });
    }
  });
  return { nodes, boxes, edges: placed, bounds };
}

/** A box that had to go on elsewhere is drawn as often as it has parts. */
function partsOf(node: GraphNode, { boxes }: Placement): PlacedNode[] | undefined {
  return boxes.get(node.id)?.map((rect) => ({ node, rect }));
}
