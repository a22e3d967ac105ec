import { boundsOf, isWithin, type Rect, translate } from './geometry';
import { GROUP_HEADER, GROUP_PADDING, type LayoutInput, type Pins, type Positions } from './layoutInput';

/**
 * Moves pinned groups with all of their nodes, and pinned nodes, to which their group extends. Pins of nodes that are
 * not in the input are kept for later.
 */
export function applyPins(positions: Positions, pins: Pins, { nodes: all }: Pick<LayoutInput, 'nodes'>): Positions {
  if (Object.keys(pins).length === 0) {
    return positions;
  }
  const nodes = new Map(positions.nodes);
  const groups = new Map(positions.groups);
  const groupOf = new Map(all.map(({ id, group }) => [id, group]));
  // The group of a removed node is no longer known: it belongs to the group that it lies in.
  const membersOf = (group: string, part: Rect) =>
    [...nodes].flatMap(([id, rect]) =>
      isWithin(rect, part) && (!groupOf.has(id) || groupOf.get(id) === group) ? [id] : []
    );
  for (const [group, parts] of positions.groups) {
    const pin = pins[group];
    const first = parts[0];
    if (pin && first) {
      const move = (rect: Rect) => translate(rect, pin.x - first.x, pin.y - first.y);
      new Set(parts.flatMap((part) => membersOf(group, part))).forEach((id) => moveNode(nodes, id, move));
      groups.set(group, parts.map(move));
    }
  }
  for (const { id, group } of all) {
    const pin = pins[id];
    if (pin) {
      const rect = nodes.get(id);
      const parts = group === undefined ? [] : (groups.get(group) ?? []);
      const own = rect && parts.find((part) => isWithin(rect, part));
      const members = own && group !== undefined ? membersOf(group, own) : [];
      moveNode(nodes, id, (before) => ({ ...before, ...pin }));
      if (own && group !== undefined) {
        const reached = groupRectAround(members.flatMap((member) => nodes.get(member) ?? []));
        groups.set(
          group,
          parts.map((part) => (part === own ? reached : part))
        );
      }
    }
  }
  return { nodes, groups };
}

function moveNode(nodes: Map<string, Rect>, id: string, move: (rect: Rect) => Rect): void {
  const rect = nodes.get(id);
  if (rect) {
    nodes.set(id, move(rect));
  }
}

/** Extends the rectangle of a group to a node, with padding and header. */
export function reachAround(groupRect: Rect, node: Rect): Rect {
  return boundsOf([groupRect, groupRectAround([node])]);
}

function groupRectAround(nodes: readonly Rect[]): Rect {
  const { x, y, width, height } = boundsOf(nodes);
  return {
    x: x - GROUP_PADDING,
    y: y - GROUP_PADDING - GROUP_HEADER,
    width: width + 2 * GROUP_PADDING,
    height: height + 2 * GROUP_PADDING + GROUP_HEADER,
  };
}
