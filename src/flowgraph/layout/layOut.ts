import { arrangeGrid, arrangeLayered, arrangeSideBySide, type SizedGroup } from './arrangeGroups';
import { arrangeNodes, type ArrangedGroup, type GroupShape, WIDE } from './arrangeNodes';
import { columnsByEdges } from './columns';
import { boundsOf, type Rect, translate } from './geometry';
import { type LayoutEdge, type LayoutInput, type Layout, type Positions, type LayoutNode } from './layoutInput';
import { placeExternalRing } from './externalRing';

/** Of a panel that is wide, less what the rim takes of its width. */
const USUAL_ASPECT = 1.6;

/** A box side by side with many others is not thinner than this. */
const MIN_GROUP_ASPECT = 0.3;

/** From how many boxes on columns by callers are no picture any more, and forces serve better. */
const MAX_LAYERED = 60;

/**
 * Places everything from the inside out: sites within their box, boxes among each other, and what is
 * outside the cluster around them. Depends on names, sizes and calls only, never on values, so a refresh
 * that changes values moves nothing. Deterministic.
 *
 * @param aspect width to height of what lies within the rim
 * @param forces places boxes by forces; without them, or where they find no places, boxes are put in a grid
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

/** Places boxes by who talks to whom, on a screen of such an aspect; undefined where that did not work out. */
export type Forces = (
  groups: readonly SizedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number
) => Map<string, Rect> | undefined;

type Shapes = readonly [GroupShape, ...GroupShape[]];

/** Shapes of boxes to try: in boxes that are less wide callers are not always left of callees, but names larger. */
const SHAPES: Shapes = [
  WIDE,
  { aspect: 1.2, stretch: 1.7, rowGap: 28, followsEdges: true },
  { aspect: 0.8, stretch: 1, rowGap: 36, followsEdges: true },
];
/** Of more sites than this, names are not read at first anyway. */
const MAX_NODES_TO_TRY = 250;
/** A shape that loses the order of calls has to be worth it. */
const WORTH = 1.3;

interface Arrangement {
  /** Boxes by themselves. */
  arranged: ReadonlyMap<string, ArrangedGroup>;
  /** Where each box lies. */
  groupRects: ReadonlyMap<string, Rect>;
}

/** An arrangement, and how large it can be shown. */
interface Tried {
  shape: GroupShape;
  arrangement: Arrangement;
  zoom: number;
}

/** Of the shapes that boxes may have, the one with which all can be shown largest. */
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

/** Between what stands below each other, the most that costs nothing: edges need room to be seen. */
const ROOMY_GAPS = [110, 80, 55];
/** So little smaller is no loss. */
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

/** Arranges boxes in any shape; who calls whom is worked out once for all of them. */
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

/** @param calls among the sites; without any they stand in the order of their names */
function columnsOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[] = []): LayoutNode[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return columnsByEdges([...byId.keys()], edges).map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
}

interface LayoutMethod {
  layout: Layout;
  aspect: number;
  forces: Forces | undefined;
}

/** Whether a layout of so many boxes is one by forces. */
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

/** What stands in each box. A site without a box is one of its own, of which no frame is drawn. */
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
  /** Between sites of one box, by that box. */
  within: ReadonlyMap<string, readonly LayoutEdge[]>;
  /** Between boxes, each once. */
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
