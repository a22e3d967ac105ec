import { arrangeGrid, arrangeLayered, arrangeSideBySide, type SizedGroup } from './arrangeGroups';
import { arrangeNodes, COMPACT_ROW_GAP, type ArrangedGroup, WIDE } from './arrangeNodes';
import { type ShapedGroup } from './packColumns';
import { columnsByEdges } from './columns';
import { boundsOf, type Rect, translate } from './geometry';
import { type LayoutEdge, type LayoutInput, type Layout, type Positions, type LayoutNode } from './layoutInput';
import { placeExternalRing, ringWidth } from './externalRing';

/** Aspect ratio of a wide panel without the external ring. */
const USUAL_ASPECT = 1.6;

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
  return isForced(layout, graph) ? inOneShape(graph, { layout, aspect, forces }) : inColumns(graph, layout, aspect);
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

/** Whether groups are placed by forces, or in a grid. */
function isForced(layout: Layout, { members }: Graph): boolean {
  return layout === 'grid' || wantsForces(layout, members.size);
}

/** Aspect ratios of groups to try: first those in which chains of connections are easy to follow. */
const ASPECTS = [2, 1.4, 1, 0.7, 0.5, 0.35, 0.2, 3, 5];

/** Places groups in columns, each in the shape that allows the largest zoom. */
function inColumns(graph: Graph, layout: Layout, aspect: number): Positions {
  const { members, between, within, external, edges } = graph;
  const shaped = [...members].map(([id, nodes]): ShapedGroup => {
    // Within zones, no lines are drawn.
    const hasLines = layout !== 'sideBySide';
    const columns = columnsOf(nodes, hasLines ? within.get(id) : []);
    const shape = hasLines ? WIDE : { ...WIDE, rowGap: COMPACT_ROW_GAP };
    const [first, ...others] = ASPECTS.map((own) => arrangeNodes(columns, { ...shape, aspect: own }));
    return { id, shapes: [first ?? arrangeNodes(columns, shape), ...others] };
  });
  const takenWidth = ringWidth(external, edges);
  const { arranged, rects } =
    layout === 'sideBySide'
      ? arrangeSideBySide(shaped, aspect, takenWidth)
      : arrangeLayered(shaped, between, aspect, takenWidth);
  return positionsOf(graph, arranged, rects);
}

/** Places groups that all have the same shape. */
function inOneShape(graph: Graph, { layout, aspect, forces }: LayoutMethod): Positions {
  const arranged = new Map(
    [...graph.members].map(([id, nodes]) => [id, arrangeNodes(columnsOf(nodes, graph.within.get(id)), WIDE)])
  );
  const groups = [...arranged].map(([id, { size }]) => ({ id, size }));
  const insideRing = aspect * SHARE_INSIDE_RING;
  const placed = wantsForces(layout, groups.length) ? forces?.(groups, graph.between, insideRing) : undefined;
  return positionsOf(graph, arranged, placed ?? arrangeGrid(groups, insideRing));
}

/** External nodes take about a quarter of the width. */
const SHARE_INSIDE_RING = 0.78;

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
