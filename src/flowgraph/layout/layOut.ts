import { arrangeGrid, arrangeLayered, arrangeSideBySide, type SizedGroup } from './arrangeGroups';
import { arrangeNodes, type ArrangedGroup, type GroupShape, WIDE } from './arrangeNodes';
import { columnsByEdges } from './columns';
import { boundsOf, type Rect, translate } from './geometry';
import { type LayoutEdge, type LayoutInput, type Layout, type Positions, type LayoutNode } from './layoutInput';
import { placeExternalRing } from './externalRing';

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
 * @param aspect width divided by height of the area inside the external ring
 * @param forces force-directed placement of groups; without it, or if it fails, groups are placed in a grid
 */
export function layOut(input: LayoutInput, layout: Layout, aspect = USUAL_ASPECT, forces?: Forces): Positions {
  const { arranged, groupRects } = bestArrangement(input, { layout, aspect, forces });
  const nodes = nodesIn(arranged, groupRects);
  const external = input.nodes.filter(({ isExternal }) => isExternal);
  const ring = placeExternalRing(external, input.edges, { bounds: boundsOf(groupRects.values()), nodes });
  const groups = new Set(input.groups);
  return {
    nodes: new Map([...nodes, ...ring]),
    groups: new Map([...groupRects].flatMap(([id, rect]) => (groups.has(id) ? [[id, [rect]]] : []))),
  };
}

/** Force-directed placement of groups on a screen with an aspect ratio; returns undefined if it fails. */
export type Forces = (
  groups: readonly SizedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number
) => Map<string, Rect> | undefined;

type Shapes = readonly [GroupShape, ...GroupShape[]];

/** Group shapes to try. In narrower groups, clients are not always to the left of servers, but names are larger. */
const SHAPES: Shapes = [
  WIDE,
  { aspect: 1.2, stretch: 1.7, rowGap: 28, followsEdges: true },
  { aspect: 0.8, stretch: 1, rowGap: 36, followsEdges: true },
];
/** With more nodes, names are not legible initially anyway. */
const MAX_NODES_TO_TRY = 250;
/** Minimum enlargement for a shape that loses the order of clients and servers. */
const WORTH = 1.3;

interface Arrangement {
  /** Groups with the positions of their nodes, by group id. */
  arranged: ReadonlyMap<string, ArrangedGroup>;
  /** Rectangles of groups, by id. */
  groupRects: ReadonlyMap<string, Rect>;
}

/** An arrangement with the zoom at which it fits the screen. */
interface Tried {
  shape: GroupShape;
  arrangement: Arrangement;
  zoom: number;
}

/** Uses the group shape that allows the largest zoom. */
function bestArrangement(input: LayoutInput, method: LayoutMethod): Arrangement {
  const { layout, aspect } = method;
  const members = membersOf(input);
  const arrange = arrangerOf(members, input.edges, method);
  const tryShape = (shape: GroupShape): Tried => {
    const arrangement = arrange(shape);
    const { width, height } = boundsOf(arrangement.groupRects.values());
    return { shape, arrangement, zoom: Math.min(aspect / Math.max(width, 1), 1 / Math.max(height, 1)) };
  };
  const [first, ...others] = shapesFor(input, members.size, layout, aspect);
  let best = tryShape(first);
  for (const shape of others) {
    const tried = tryShape(shape);
    best = tried.zoom > best.zoom * WORTH ? tried : best;
  }
  return (layout === 'sideBySide' ? withRoom(best, tryShape) : best).arrangement;
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

function shapesFor({ nodes }: LayoutInput, groupCount: number, layout: Layout, aspect: number): Shapes {
  if (layout === 'sideBySide') {
    const slice = { ...WIDE, aspect: Math.max(aspect / Math.max(groupCount, 1), MIN_GROUP_ASPECT) };
    return [slice, { ...slice, followsEdges: false }];
  }
  return nodes.length <= MAX_NODES_TO_TRY && !wantsForces(layout, groupCount) ? SHAPES : [WIDE];
}

/** Returns a function that arranges groups in a given shape. Edges are evaluated once for all shapes. */
function arrangerOf(
  members: ReadonlyMap<string, readonly LayoutNode[]>,
  edges: readonly LayoutEdge[],
  method: LayoutMethod
): (shape: GroupShape) => Arrangement {
  const { within, between } = splitEdges(members, edges);
  const columns = new Map([...members].map(([id, nodes]) => [id, columnsOf(nodes, within.get(id))]));
  return (shape) => {
    const arranged = new Map(
      [...members].map(([id, nodes]) => {
        return [id, arrangeNodes((shape.followsEdges && columns.get(id)) || columnsOf(nodes), shape)];
      })
    );
    const groups = [...arranged].map(([id, { size }]) => ({ id, size }));
    return { arranged, groupRects: arrangeGroups(groups, between, method) };
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
  switch (layout) {
    case 'auto':
    case 'layered':
      return arrangeLayered(groups, edges, aspect);
    case 'force':
    case 'grid':
      return arrangeGrid(groups, aspect);
    case 'sideBySide':
      return arrangeSideBySide(groups, aspect);
  }
}

/** The nodes of each group. A node without a group counts as a group of its own, which has no frame. */
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

interface SplitEdges {
  /** Between nodes of the same group, by group id. */
  within: ReadonlyMap<string, readonly LayoutEdge[]>;
  /** Between groups, each pair once. */
  between: readonly LayoutEdge[];
}

function splitEdges(members: ReadonlyMap<string, readonly LayoutNode[]>, edges: readonly LayoutEdge[]): SplitEdges {
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
