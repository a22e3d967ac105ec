import { arrangeGrid, arrangeLayered, arrangeSideBySide, type SizedGroup } from './arrangeGroups';
import { arrangeNodes, type ArrangedGroup, type GroupShape, WIDE } from './arrangeNodes';
import { type ShapedGroup } from './packColumns';
import { columnsByEdges } from './columns';
import { boundsOf, type Rect, translate } from './geometry';
import { type LayoutEdge, type LayoutInput, type Layout, type Positions, type LayoutNode } from './layoutInput';
import { placeExternalRing, ringWidth } from './externalRing';

/** Aspect ratio of a wide panel without the external ring. */
const USUAL_ASPECT = 1.6;

/** Minimum aspect ratio of groups in columns. */
const MIN_GROUP_ASPECT = 0.3;

/** With more groups, a force-directed layout is clearer than layers. */
const MAX_LAYERED = 60;

/**
 * Lays out everything from the inside out: nodes in their groups, groups among each other, and external nodes around
 * them. Depends on names, sizes and edges only, never on values, so that a refresh that only changes values moves
 * nothing. Deterministic.
 *
 * @param aspect width divided by height of the screen
 * @param forces force-directed placement of groups; without it, or if it fails, groups are placed in a grid
 */
export function layOut(input: LayoutInput, layout: Layout, aspect = USUAL_ASPECT, forces?: Forces): Positions {
  const graph = graphFor(input);
  return isLayered(layout, graph) ? layered(graph, aspect) : inOneShape(graph, { layout, aspect, forces });
}

/** Force-directed placement of groups on a screen with an aspect ratio; returns undefined if it fails. */
export type Forces = (
  groups: readonly SizedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number
) => Map<string, Rect> | undefined;

/** What is laid out, sorted by where it lies. */
interface Graph {
  /** Nodes by the id of their group. A node without a group counts as a group of its own, which has no frame. */
  members: ReadonlyMap<string, readonly LayoutNode[]>;
  /** Ids of groups that have a frame. */
  framed: ReadonlySet<string>;
  external: readonly LayoutNode[];
  edges: readonly LayoutEdge[];
  /** Edges between nodes of the same group, by group id. */
  within: ReadonlyMap<string, readonly LayoutEdge[]>;
  /** Edges between groups, each pair once. */
  between: readonly LayoutEdge[];
}

function graphFor(input: LayoutInput): Graph {
  const members = membersOf(input);
  return {
    members,
    framed: new Set(input.groups),
    external: input.nodes.filter(({ isExternal }) => isExternal),
    edges: input.edges,
    ...splitEdges(members, input.edges),
  };
}

function isLayered(layout: Layout, { members }: Graph): boolean {
  return layout === 'layered' || (layout === 'auto' && !wantsForces(layout, members.size));
}

/** Aspect ratios of groups to try: first those in which chains of connections are easy to follow. */
const ASPECTS = [2, 1.4, 1, 0.7, 0.5, 0.35, 0.2, 3, 5];

/** Places groups in columns, each in the shape that allows the largest zoom. */
function layered(graph: Graph, aspect: number): Positions {
  const { members, between, within, external, edges } = graph;
  const shaped = [...members].map(([id, nodes]): ShapedGroup => {
    const columns = columnsOf(nodes, within.get(id));
    const [first, ...others] = ASPECTS.map((own) => arrangeNodes(columns, { ...WIDE, aspect: own }));
    return { id, shapes: [first ?? arrangeNodes(columns), ...others] };
  });
  const { arranged, rects } = arrangeLayered(shaped, between, aspect, ringWidth(external, edges));
  return positionsOf(graph, arranged, rects);
}

/** Places groups that all have the same shape. */
function inOneShape(graph: Graph, method: LayoutMethod): Positions {
  const { layout, aspect } = method;
  const insideRing = { ...method, aspect: aspect * SHARE_INSIDE_RING };
  const tryShape = (shape: GroupShape): Tried => {
    const arranged = new Map(
      [...graph.members].map(([id, nodes]) => {
        return [id, arrangeNodes(columnsOf(nodes, shape.followsEdges ? graph.within.get(id) : []), shape)];
      })
    );
    const sized = [...arranged].map(([id, { size }]) => ({ id, size }));
    const positions = positionsOf(graph, arranged, arrangeGroups(sized, graph.between, insideRing));
    return { shape, positions, zoom: zoomOf(positions, aspect) };
  };
  return layout === 'sideBySide' ? sideBySide(graph, insideRing.aspect, tryShape) : tryShape(WIDE).positions;
}

/** External nodes take about a quarter of the width. */
const SHARE_INSIDE_RING = 0.78;

/** Positions with the zoom at which everything fits the screen. */
interface Tried {
  shape: GroupShape;
  positions: Positions;
  zoom: number;
}

/** The zoom at which everything fits a screen of height 1. */
function zoomOf({ nodes, groups }: Positions, aspect: number): number {
  const { width, height } = boundsOf([...nodes.values(), ...[...groups.values()].flat()]);
  return Math.min(aspect / Math.max(width, 1), 1 / Math.max(height, 1));
}

/** Minimum enlargement for a shape that loses the order of clients and servers. */
const WORTH = 1.3;

function sideBySide({ members }: Graph, aspect: number, tryShape: (shape: GroupShape) => Tried): Positions {
  const slice = { ...WIDE, aspect: Math.max(aspect / Math.max(members.size, 1), MIN_GROUP_ASPECT) };
  const inOrder = tryShape(slice);
  const unordered = tryShape({ ...slice, followsEdges: false });
  return withRoom(unordered.zoom > inOrder.zoom * WORTH ? unordered : inOrder, tryShape).positions;
}

/** Row gaps to try, largest first, as long as they do not reduce the zoom: edges need space to be visible. */
const ROOMY_GAPS = [110, 80, 55];
/** A reduction of the zoom to this factor is not noticeable. */
const NO_LOSS = 0.98;

function withRoom(best: Tried, tryShape: (shape: GroupShape) => Tried): Tried {
  for (const rowGap of ROOMY_GAPS) {
    const roomy = tryShape({ ...best.shape, rowGap });
    if (roomy.zoom >= best.zoom * NO_LOSS) {
      return roomy;
    }
  }
  return best;
}

function positionsOf(
  { external, edges, framed }: Graph,
  arranged: ReadonlyMap<string, ArrangedGroup>,
  groupRects: ReadonlyMap<string, Rect>
): Positions {
  const inside = nodesIn(arranged, groupRects);
  const ring = placeExternalRing(external, edges, { bounds: boundsOf(groupRects.values()), nodes: inside });
  return {
    nodes: new Map([...inside, ...ring]),
    groups: new Map([...groupRects].flatMap(([id, rect]) => (framed.has(id) ? [[id, [rect]]] : []))),
  };
}

/** @param edges among the nodes; without any, nodes are ordered by id */
function columnsOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[] = []): LayoutNode[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return columnsByEdges([...byId.keys()], edges).map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
}

interface LayoutMethod {
  layout: Layout;
  aspect: number;
  forces: Forces | undefined;
}

/** Whether a layout of this many groups is force-directed. */
export function wantsForces(layout: Layout, groupCount: number): boolean {
  return layout === 'force' || (layout === 'auto' && groupCount > MAX_LAYERED);
}

function arrangeGroups(
  groups: SizedGroup[],
  edges: readonly LayoutEdge[],
  { layout, aspect, forces }: LayoutMethod
): Map<string, Rect> {
  if (wantsForces(layout, groups.length)) {
    return forces?.(groups, edges, aspect) ?? arrangeGrid(groups, aspect);
  }
  return layout === 'sideBySide' ? arrangeSideBySide(groups, aspect) : arrangeGrid(groups, aspect);
}

function membersOf({ nodes, groups }: LayoutInput): Map<string, LayoutNode[]> {
  const members = new Map<string, LayoutNode[]>(groups.map((id) => [id, []]));
  for (const node of nodes) {
    if (!node.isExternal) {
      const id = node.group ?? node.id;
      const known = members.get(id);
      if (known) {
        known.push(node);
      } else {
        members.set(id, [node]);
      }
    }
  }
  return members;
}

function splitEdges(
  members: ReadonlyMap<string, readonly LayoutNode[]>,
  edges: readonly LayoutEdge[]
): Pick<Graph, 'within' | 'between'> {
  const groupOf = new Map([...members].flatMap(([id, nodes]) => nodes.map((node) => [node.id, id] as const)));
  const within = new Map<string, LayoutEdge[]>([...members.keys()].map((id) => [id, []]));
  const between = new Map<string, LayoutEdge>();
  for (const edge of edges) {
    const source = groupOf.get(edge.source);
    const target = groupOf.get(edge.target);
    if (source !== undefined && source === target) {
      within.get(source)?.push(edge);
    } else if (source !== undefined && target !== undefined) {
      between.set(`${source}>${target}`, { source, target });
    }
  }
  return { within, between: [...between.keys()].sort().flatMap((key) => between.get(key) ?? []) };
}

function nodesIn(
  arranged: ReadonlyMap<string, ArrangedGroup>,
  groupRects: ReadonlyMap<string, Rect>
): Map<string, Rect> {
  const nodes = new Map<string, Rect>();
  for (const [id, group] of arranged) {
    const at = groupRects.get(id);
    group.nodes.forEach((rect, layoutNodeId) => at && nodes.set(layoutNodeId, translate(rect, at.x, at.y)));
  }
  return nodes;
}
