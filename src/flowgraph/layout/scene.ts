import { type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { hubsOf } from '../../core/graph/hubs';
import { isLossy } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { boundsOf, type Rect } from './geometry';
import { type Placement } from './ground';
import { rectFinder } from './rects';
import { type Curve, route, stubOf } from './route';
import { type Slots } from './slots';

/** Everything that is drawn, where it is drawn, in world units. Values may change, places stay. */
export interface Scene {
  nodes: readonly PlacedNode[];
  /** Outermost first. */
  boxes: readonly PlacedNode[];
  edges: readonly PlacedEdge[];
  bounds: Rect;
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

/** Of the height of the smaller of its boxes. */
const MAX_WIDTH_SHARE = 0.3;

/** Puts a graph on its places: boxes where they are, edges between their borders. */
export function toScene(graph: FlowGraph, tree: GraphTree, placement: Placement, slots: Slots): Scene {
  const rectOf = rectFinder(tree, placement, slots);
  const placed = (node: GraphNode): PlacedNode[] => {
    const rect = rectOf(node.id);
    const within = node.parent === undefined ? undefined : tree.nodes.get(node.parent)?.node.label;
    return rect ? [{ node, rect, ...(within !== undefined && { within }) }] : [];
  };
  // The cluster's own box would frame everything and tell nothing.
  const boxes = graph.boxes
    .filter(({ kind }) => kind !== 'cluster')
    .flatMap((node) => partsOf(node, placement) ?? placed(node));
  const nodes = graph.nodes.flatMap(placed);
  const hubs = hubsOf(graph);
  const isTwoWay = oppositesOf(graph.edges);
  const edges = graph.edges.flatMap((edge): PlacedEdge[] => {
    const source = rectOf(edge.source);
    const target = rectOf(edge.target);
    const curve = source && target && route(edge, source, target, isTwoWay(edge));
    const maxWidth = Math.min(source?.height ?? 0, target?.height ?? 0) * MAX_WIDTH_SHARE;
    return curve ? [{ edge, curve, maxWidth, ...stubFor(edge, curve, hubs) }] : [];
  });
  return { nodes, boxes, edges, bounds: boundsOf([...nodes, ...boxes].map(({ rect }) => rect)) };
}

/** Tells whether there is an edge in the opposite direction, too. */
function oppositesOf(edges: readonly GraphEdge[]): (edge: GraphEdge) => boolean {
  const targets = new Map<string, Set<string>>();
  for (const { source, target } of edges) {
    const known = targets.get(source);
    if (known) {
      known.add(target);
    } else {
      targets.set(source, new Set([target]));
    }
  }
  return ({ source, target }) => targets.get(target)?.has(source) ?? false;
}

/** A box that had to go on elsewhere is drawn as often as it has parts. */
function partsOf(node: GraphNode, { boxes }: Placement): PlacedNode[] | undefined {
  return boxes.get(node.id)?.map((rect) => ({ node, rect }));
}

/** What is wrong is never shortened. */
function stubFor(edge: GraphEdge, curve: Curve, hubs: ReadonlySet<string>): { stub?: Curve } {
  const hubIs = hubs.has(edge.target) ? 'target' : hubs.has(edge.source) ? 'source' : undefined;
  return hubIs === undefined || edge.source === edge.target || isLossy(edge) ? {} : { stub: stubOf(curve, hubIs) };
}
