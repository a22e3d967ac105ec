import { boundsOf, type Rect, translate } from './geometry';
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
  for (const [id, parts] of placement.boxes) {
    const pin = pins[id];
    const first = parts[0];
    if (pin && first) {
      const move = (rect: Rect) => translate(rect, pin.x - first.x, pin.y - first.y);
      boxes.set(id, parts.map(move));
      all.filter(({ group }) => group === id).forEach((site) => moveSite(sites, site.id, move));
    }
  }
  const pinnedGroups = new Set<string>();
  for (const { id, group } of all) {
    const pin = pins[id];
    if (pin) {
      moveSite(sites, id, (rect) => ({ ...rect, ...pin }));
      pinnedGroups.add(group ?? '');
    }
  }
  for (const group of pinnedGroups) {
    const [first, ...others] = boxes.get(group) ?? [];
    const members = all.flatMap((site) => (site.group === group ? (sites.get(site.id) ?? []) : []));
    if (first && members.length > 0) {
      // A box of several parts only reaches further: which part a site belongs to is not remembered.
      const start = others.length > 0 ? first : boxAround(members);
      boxes.set(group, [members.reduce(reachAround, start), ...others]);
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
