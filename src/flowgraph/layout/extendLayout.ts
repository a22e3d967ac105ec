import { arrangeNodes, COLUMN_GAP, ROW_GAP } from './arrangeNodes';
import { peersOf, ROW_GAP as GROUP_GAP } from './arrangeGroups';
import { nearestFreeSpot } from './freeSpot';
import { boundsOf, center, isWithin, overlap, type Point, type Rect, type Size, translate } from './geometry';
import {
  GROUP_HEADER,
  GROUP_PADDING,
  EMPTY_GROUP,
  type LayoutInput,
  type Positions,
  type LayoutNode,
} from './layoutInput';
import { reachAround } from './pin';

/**
 * Adds positions for new nodes and groups without moving anything: in a gap of the group, otherwise by enlarging the
 * group if there is space around it, otherwise in another part of the group nearby. A node without a group is placed
 * near its peers.
 *
 * @returns the same positions if nothing is new
 */
export function extendLayout(before: Positions, input: LayoutInput): Positions {
  const added = input.nodes.filter(({ id }) => !before.nodes.has(id));
  const emptyGroups = input.groups.filter((id) => !before.groups.has(id) && added.every(({ group }) => group !== id));
  if (added.length === 0 && emptyGroups.length === 0) {
    return before;
  }
  const draft: Draft = {
    nodes: new Map(before.nodes),
    groups: new Map(before.groups),
    peers: peersOf(input.edges),
    external: new Set(input.nodes.flatMap(({ id, isExternal }) => (isExternal ? [id] : []))),
  };
  // External nodes come last, so that they stay outside of groups that have just grown.
  added.sort((a, b) => Number(a.isExternal) - Number(b.isExternal));
  added.forEach((node) => (node.group === undefined ? placeAlone(draft, node) : placeInGroup(draft, node, node.group)));
  emptyGroups.forEach((id) => draft.groups.set(id, [freeSpot(draft, EMPTY_GROUP, middle(draft))]));
  return { nodes: draft.nodes, groups: draft.groups };
}

interface Draft {
  nodes: Map<string, Rect>;
  groups: Map<string, readonly Rect[]>;
  peers: ReadonlyMap<string, readonly string[]>;
  /** Ids of external nodes. */
  external: ReadonlySet<string>;
}

function placeAlone(draft: Draft, node: LayoutNode): void {
  const near = nearPeers(draft, node.id) ?? middle(draft);
  draft.nodes.set(node.id, node.isExternal ? ringSpot(draft, node.size, near) : freeSpot(draft, node.size, near));
}

/** A position in the external ring: outside of everything in the cluster. */
function ringSpot(draft: Draft, size: Size, near: Point): Rect {
  const ring = [...draft.nodes].flatMap(([id, rect]) => (draft.external.has(id) ? [rect] : []));
  const inner = boundsOf(obstacles(draft).filter((rect) => !ring.includes(rect)));
  return spotAmong(size, near, [inner, ...ring]);
}

function placeInGroup(draft: Draft, node: LayoutNode, group: string): void {
  const parts = draft.groups.get(group) ?? [];
  for (const [index, part] of parts.entries()) {
    const rect = gapIn(draft, part, node) ?? roomBeside(draft, part, node);
    if (rect) {
      draft.nodes.set(node.id, rect);
      draft.groups.set(
        group,
        parts.map((other, at) => (at === index ? reachAround(part, rect) : other))
      );
      return;
    }
  }
  const own = arrangeNodes([[node]]);
  const first = parts[0];
  const near = first ? center(first) : (nearPeers(draft, node.id) ?? middle(draft));
  const groupRect = freeSpot(draft, own.size, near);
  own.nodes.forEach((rect, id) => draft.nodes.set(id, translate(rect, groupRect.x, groupRect.y)));
  draft.groups.set(group, [...parts, groupRect]);
}

/** A gap between the nodes of a group, below its header. */
function gapIn(draft: Draft, groupRect: Rect, { size }: LayoutNode): Rect | undefined {
  const inner = {
    x: groupRect.x + GROUP_PADDING,
    y: groupRect.y + GROUP_HEADER + GROUP_PADDING,
    width: groupRect.width - 2 * GROUP_PADDING,
    height: groupRect.height - GROUP_HEADER - 2 * GROUP_PADDING,
  };
  return nearestFreeSpot(size, center(inner), nodesWithin(draft, groupRect), ROW_GAP, inner);
}

/** A position below or next to the nodes of a group, if the group can grow without touching another. */
function roomBeside(draft: Draft, groupRect: Rect, { size }: LayoutNode): Rect | undefined {
  const left = groupRect.x + GROUP_PADDING;
  const top = groupRect.y + GROUP_HEADER + GROUP_PADDING;
  const candidates = [
    { x: left, y: groupRect.y + groupRect.height - GROUP_PADDING + ROW_GAP, ...size },
    { x: groupRect.x + groupRect.width - GROUP_PADDING + COLUMN_GAP, y: top, ...size },
    { x: left - COLUMN_GAP - size.width, y: top, ...size },
  ];
  const others = obstacles(draft).filter((rect) => !isWithin(rect, groupRect));
  return candidates.find((rect) => {
    const grown = reachAround(groupRect, rect);
    return !others.some((other) => other !== groupRect && overlap(grown, other, GROUP_PADDING / 2));
  });
}

function freeSpot(draft: Draft, size: Size, near: Point): Rect {
  return spotAmong(size, near, obstacles(draft));
}

function spotAmong(size: Size, near: Point, others: readonly Rect[]): Rect {
  const spot = nearestFreeSpot(size, near, others, GROUP_GAP);
  if (!spot) {
    throw new Error('No free position found. Outside of all obstacles there is always one.');
  }
  return spot;
}

function obstacles({ nodes, groups }: Draft): Rect[] {
  const parts = [...groups.values()].flat();
  const alone = [...nodes.values()].filter((rect) => !parts.some((part) => isWithin(rect, part)));
  return [...parts, ...alone];
}

function nodesWithin({ nodes }: Draft, groupRect: Rect): Rect[] {
  return [...nodes.values()].filter((rect) => overlap(rect, groupRect));
}

function nearPeers({ nodes, peers }: Draft, id: string): Point | undefined {
  const rects = (peers.get(id) ?? []).flatMap((peer) => nodes.get(peer) ?? []);
  return rects.length === 0 ? undefined : center(boundsOf(rects));
}

function middle({ nodes, groups }: Draft): Point {
  return center(boundsOf([...nodes.values(), ...[...groups.values()].flat()]));
}
