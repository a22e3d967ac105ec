import { compareText } from '../../core/compareText';
import { type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { borderPoint, boundsOf, centre, type Point, type Rect } from './geometry';
import { place } from './place';
import { type PlacedEdge, type PlacedGroup, type PlacedNode, type Placement, type Scene } from './scene';

/**
 * What has been placed so far. It remembers nodes that are gone: a workload that comes back (a
 * CronJob, a category that answered late) finds its place again, and nothing moves meanwhile.
 */
export interface Stage {
  level: FlowGraph['level'];
  nodes: ReadonlyMap<string, GraphNode>;
  edges: ReadonlyMap<string, GraphEdge>;
  placement: Placement;
}

/** The stage for a graph: the one before where it has a place for every node, else a new one. */
export function setStage(before: Stage | undefined, graph: FlowGraph): Stage {
  const kept = before?.level === graph.level ? before : undefined;
  if (kept && graph.nodes.every(({ id }) => kept.nodes.has(id))) {
    return kept;
  }
  const past = kept && isSameWorld(kept, graph) ? kept : undefined;
  const nodes = new Map([...(past?.nodes ?? []), ...graph.nodes.map((node) => [node.id, node] as const)]);
  const edges = new Map([...(past?.edges ?? []), ...graph.edges.map((edge) => [edge.id, edge] as const)]);
  return { level: graph.level, nodes, edges, placement: place({ nodes: sorted(nodes), edges: sorted(edges) }) };
}

/**
 * Whether places are worth remembering: most of the graph is known, and those that are gone are few.
 * Else it is another monitor, or pods that were replaced, and their places would only take room.
 */
function isSameWorld({ nodes }: Stage, graph: FlowGraph): boolean {
  const known = graph.nodes.filter(({ id }) => nodes.has(id)).length;
  return known >= graph.nodes.length / 2 && nodes.size <= graph.nodes.length * 1.5;
}

/** Puts a graph on its stage: boxes at their places, edges between their borders. */
export function toScene(graph: FlowGraph, { placement }: Stage): Scene {
  const nodes: PlacedNode[] = graph.nodes.flatMap((node) => {
    const rect = placement.nodes.get(node.id);
    return rect ? [{ node, rect }] : [];
  });
  const namespaces = new Set(graph.nodes.map(({ namespace }) => namespace));
  const groups: PlacedGroup[] = [...placement.groups].flatMap(([namespace, rect]) =>
    namespaces.has(namespace) ? [{ namespace, rect }] : []
  );
  const twoWay = new Set(graph.edges.map(({ source, target }) => `${target}>${source}`));
  const edges: PlacedEdge[] = graph.edges.flatMap((edge) => {
    const source = placement.nodes.get(edge.source);
    const target = placement.nodes.get(edge.target);
    return source && target ? [route(edge, source, target, twoWay.has(edge.id))] : [];
  });
  const rects = [...nodes.map(({ rect }) => rect), ...groups.map(({ rect }) => rect)];
  return { nodes, groups, edges, bounds: boundsOf(rects) };
}

/** How far an edge bows to its left, as a share of its length; opposite edges so bow apart. */
const BOW = 0.08;
const TWO_WAY_BOW = 0.16;

function route(edge: GraphEdge, source: Rect, target: Rect, isTwoWay: boolean): PlacedEdge {
  if (edge.source === edge.target) {
    return loop(edge, source);
  }
  const a = centre(source);
  const b = centre(target);
  const bow = isTwoWay ? TWO_WAY_BOW : BOW;
  const control: Point = { x: (a.x + b.x) / 2 + (b.y - a.y) * bow, y: (a.y + b.y) / 2 - (b.x - a.x) * bow };
  return { edge, from: borderPoint(source, control), control, to: borderPoint(target, control) };
}

/** Traffic among the pods of one node of the graph: a small loop over its upper right corner. */
function loop(edge: GraphEdge, { x, y, width, height }: Rect): PlacedEdge {
  const right = x + width;
  return {
    edge,
    from: { x: right - 24, y },
    control: { x: right + 22, y: y - 26 },
    to: { x: right, y: y + height / 3 },
  };
}

function sorted<T extends { id: string }>(items: ReadonlyMap<string, T>): T[] {
  return [...items.values()].sort((a, b) => compareText(a.id, b.id));
}
