import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { type GraphNode } from '../../../../src/core/graph/graph';
import { fitViewport } from '../../../../src/flowgraph/canvas/viewport';
import { type Point, type Rect, type Size } from '../../../../src/flowgraph/layout/geometry';
import { type PeerGraph } from './peerGraph';

/** Where things are, in CSS pixels at zoom 1. */
export interface ElkLayout {
  /** Around everything, with edges. */
  bounds: Rect;
  /** By id of the node or group. */
  rects: ReadonlyMap<string, Rect>;
  /** From end to end with all bends, by id of the edge. */
  paths: ReadonlyMap<string, Point[]>;
}

/** Room for the name at the top of a group. */
const GROUP_PADDING = '[top=28,left=12,bottom=12,right=12]';

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
};

/**
 * The layered layout of ELK with orthogonal edges, in the direction in which it fits a size at the larger zoom.
 *
 * @param sizeOf the size of a node, in CSS pixels at zoom 1
 */
export async function elkLayout(graph: PeerGraph, size: Size, sizeOf: (node: GraphNode) => Size): Promise<ElkLayout> {
  const zoomOf = ({ bounds }: ElkLayout) => fitViewport(bounds, size).zoom;
  const right = await layoutIn('RIGHT', graph, sizeOf);
  const down = await layoutIn('DOWN', graph, sizeOf);
  return zoomOf(right) >= zoomOf(down) ? right : down;
}

async function layoutIn(
  direction: 'RIGHT' | 'DOWN',
  graph: PeerGraph,
  sizeOf: (node: GraphNode) => Size
): Promise<ElkLayout> {
  const root = await new ELK().layout({
    id: 'root',
    layoutOptions: { ...OPTIONS, 'elk.direction': direction },
    children: childrenOf(undefined, graph, sizeOf),
    edges: graph.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  });
  return {
    bounds: rectOf(root),
    rects: new Map(within(root).map((node) => [node.id, rectOf(node)])),
    paths: new Map((root.edges ?? []).map((edge) => [edge.id, pathOf(edge)])),
  };
}

function childrenOf(group: string | undefined, graph: PeerGraph, sizeOf: (node: GraphNode) => Size): ElkNode[] {
  const { nodes, groups } = graph;
  const isChild = ({ parent }: GraphNode) => parent === group;
  return [
    ...groups.filter(isChild).map(({ id }) => ({
      id,
      layoutOptions: { 'elk.padding': GROUP_PADDING },
      children: childrenOf(id, graph, sizeOf),
    })),
    ...nodes.filter(isChild).map((node) => ({ id: node.id, ...sizeOf(node) })),
  ];
}

function within({ children = [] }: ElkNode): ElkNode[] {
  return children.flatMap((child) => [child, ...within(child)]);
}

function rectOf({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): Rect {
  return { x, y, width, height };
}

function pathOf({ sections = [] }: ElkExtendedEdge): Point[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
}
