import { boundsOf, isWithin, type Rect, translate } from './geometry';
import { BOX_HEADER, BOX_PADDING, type Ground, type Pins, type Placement } from './ground';

/**
 * Moves what a person has put somewhere: a box with all that stands in it, or one site, around which its
 * box then reaches. Pins of what is not on the ground wait for it.
 */
export function applyPins(placement: Placement, pins: Pins, { sites: all }: Pick<Ground, 'sites'>): Placement {
  if (Object.keys(pins).length === 0) {
    return placement;
  }
  const sites = new Map(placement.sites);
  const boxes = new Map(placement.boxes);
  const groupOf = new Map(all.map(({ id, group }) => [id, group]));
  // Of what is gone for now the group is not known any more: it belongs where it lies.
  const membersOf = (group: string, part: Rect) =>
    [...sites].flatMap(([id, rect]) =>
      isWithin(rect, part) && (!groupOf.has(id) || groupOf.get(id) === group) ? [id] : []
    );
  for (const [group, parts] of placement.boxes) {
    const pin = pins[group];
    const first = parts[0];
    if (pin && first) {
      const move = (rect: Rect) => translate(rect, pin.x - first.x, pin.y - first.y);
      new Set(parts.flatMap((part) => membersOf(group, part))).forEach((id) => moveSite(sites, id, move));
      boxes.set(group, parts.map(move));
    }
  }
  for (const { id, group } of all) {
    const pin = pins[id];
    if (pin) {
      const rect = sites.get(id);
      const parts = group === undefined ? [] : (boxes.get(group) ?? []);
      const own = rect && parts.find((part) => isWithin(rect, part));
      const members = own && group !== undefined ? membersOf(group, own) : [];
      moveSite(sites, id, (before) => ({ ...before, ...pin }));
      if (own && group !== undefined) {
        const reached = boxAround(members.flatMap((member) => sites.get(member) ?? []));
        boxes.set(
          group,
          parts.map((part) => (part === own ? reached : part))
        );
      }
    }
  }
  return { sites, boxes };
}

function moveSite(sites: Map<string, Rect>, id: string, move: (rect: Rect) => Rect): void {
  const rect = sites.get(id);
  if (rect) {
    sites.set(id, move(rect));
  }
}

/** A box with a site in it, its padding and the room for its name around that. */
export function reachAround(box: Rect, site: Rect): Rect {
  return boundsOf([box, boxAround([site])]);
}

function boxAround(sites: readonly Rect[]): Rect {
  const { x, y, width, height } = boundsOf(sites);
  return {
    x: x - BOX_PADDING,
    y: y - BOX_PADDING - BOX_HEADER,
    width: width + 2 * BOX_PADDING,
    height: height + 2 * BOX_PADDING + BOX_HEADER,
  };
}
