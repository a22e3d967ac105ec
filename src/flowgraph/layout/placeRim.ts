import { compareText } from '../../core/compareText';
import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { centre, type Rect } from './geometry';
import { nodeSize } from './nodeSize';

const RIM_GAP = 96;
const ROW_GAP = 16;

/** What the rim goes around. */
export interface Inner {
  bounds: Rect;
  nodes: ReadonlyMap<string, Rect>;
}

/**
 * Places what is outside the cluster in a column at either side: who only calls at the left, who is
 * called at the right, each beside the ones it talks to.
 */
export function placeRim(external: readonly GraphNode[], edges: readonly GraphEdge[], inner: Inner): Map<string, Rect> {
  const { bounds } = inner;
  const called = new Set(edges.map(({ target }) => target));
  const left = external.filter(({ id }) => !called.has(id));
  const right = external.filter(({ id }) => called.has(id));
  return new Map([
    ...column(left, edges, inner, (width) => bounds.x - RIM_GAP - width),
    ...column(right, edges, inner, () => bounds.x + bounds.width + RIM_GAP),
  ]);
}

function column(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  inner: Inner,
  xOf: (width: number) => number
): Array<[string, Rect]> {
  const wanted = nodes
    .map((node) => ({ node, y: meanNeighbourY(node.id, edges, inner.nodes) ?? centre(inner.bounds).y }))
    .sort((a, b) => a.y - b.y || compareText(a.node.id, b.node.id));
  const height = wanted.reduce((sum, { node }) => sum + nodeSize(node).height + ROW_GAP, -ROW_GAP);
  let y = centre(inner.bounds).y - height / 2;
  return wanted.map(({ node }) => {
    const size = nodeSize(node);
    const rect = { x: xOf(size.width), y, ...size };
    y += size.height + ROW_GAP;
    return [node.id, rect];
  });
}

function meanNeighbourY(id: string, edges: readonly GraphEdge[], inner: ReadonlyMap<string, Rect>): number | undefined {
  const ys = edges.flatMap(({ source, target }) => {
    const neighbour = source === id ? target : target === id ? source : undefined;
    const rect = neighbour === undefined ? undefined : inner.get(neighbour);
    return rect ? [centre(rect).y] : [];
  });
  return ys.length === 0 ? undefined : ys.reduce((sum, y) => sum + y, 0) / ys.length;
}
