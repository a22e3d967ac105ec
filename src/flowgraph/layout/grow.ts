import { arrangeSites, COLUMN_GAP, ROW_GAP } from './arrangeSites';
import { peersOf, ROW_GAP as BOX_GAP } from './arrangeBoxes';
import { nearestFreeSpot } from './freeSpot';
import { boundsOf, centre, isWithin, overlap, type Point, type Rect, type Size, translate } from './geometry';
import { BOX_HEADER, BOX_PADDING, EMPTY_BOX, type Ground, type Placement, type Site } from './ground';
import { reachAround } from './pin';

/**
 * Finds places for what has none yet, and moves nothing: in a gap of its box, else in the box made
 * larger where there is room around it, else in a further part of the box nearby. What stands in no
 * box comes near those that it talks to.
 *
 * @returns the same placement where nothing is new
 */
export function grow(before: Placement, ground: Ground): Placement {
  const added = ground.sites.filter(({ id }) => !before.sites.has(id));
  const emptyBoxes = ground.groups.filter((id) => !before.boxes.has(id) && added.every(({ group }) => group !== id));
  if (added.length === 0 && emptyBoxes.length === 0) {
    return before;
  }
  const draft: Draft = {
    sites: new Map(before.sites),
    boxes: new Map(before.boxes),
    peers: peersOf(ground.calls),
    external: new Set(ground.sites.flatMap(({ id, isExternal }) => (isExternal ? [id] : []))),
  };
  // What is outside comes last: it keeps out of what has grown before.
  added.sort((a, b) => Number(a.isExternal) - Number(b.isExternal));
  added.forEach((site) => (site.group === undefined ? placeAlone(draft, site) : placeInBox(draft, site, site.group)));
  emptyBoxes.forEach((id) => draft.boxes.set(id, [freeSpot(draft, EMPTY_BOX, middle(draft))]));
  return { sites: draft.sites, boxes: draft.boxes };
}

interface Draft {
  sites: Map<string, Rect>;
  boxes: Map<string, readonly Rect[]>;
  peers: ReadonlyMap<string, readonly string[]>;
  /** Ids of what is outside the cluster. */
  external: ReadonlySet<string>;
}

function placeAlone(draft: Draft, site: Site): void {
  const near = nearPeers(draft, site.id) ?? middle(draft);
  draft.sites.set(site.id, site.isExternal ? rimSpot(draft, site.size, near) : freeSpot(draft, site.size, near));
}

/** What is outside the cluster stays outside of all that is in it. */
function rimSpot(draft: Draft, size: Size, near: Point): Rect {
  const rim = [...draft.sites].flatMap(([id, rect]) => (draft.external.has(id) ? [rect] : []));
  const inner = boundsOf(obstacles(draft).filter((rect) => !rim.includes(rect)));
  return spotAmong(size, near, [inner, ...rim]);
}

function placeInBox(draft: Draft, site: Site, group: string): void {
  const parts = draft.boxes.get(group) ?? [];
  for (const [index, part] of parts.entries()) {
    const rect = gapIn(draft, part, site) ?? roomBeside(draft, part, site);
    if (rect) {
      draft.sites.set(site.id, rect);
      draft.boxes.set(
        group,
        parts.map((other, at) => (at === index ? reachAround(part, rect) : other))
      );
      return;
    }
  }
  const own = arrangeSites([[site]]);
  const first = parts[0];
  const near = first ? centre(first) : (nearPeers(draft, site.id) ?? middle(draft));
  const box = freeSpot(draft, own.size, near);
  own.sites.forEach((rect, id) => draft.sites.set(id, translate(rect, box.x, box.y)));
  draft.boxes.set(group, [...parts, box]);
}

/** A gap between what stands in a box, below its header. */
function gapIn(draft: Draft, box: Rect, { size }: Site): Rect | undefined {
  const inner = {
    x: box.x + BOX_PADDING,
    y: box.y + BOX_HEADER + BOX_PADDING,
    width: box.width - 2 * BOX_PADDING,
    height: box.height - BOX_HEADER - 2 * BOX_PADDING,
  };
  return nearestFreeSpot(size, centre(inner), sitesWithin(draft, box), ROW_GAP, inner);
}

/** Below or right of what stands in a box, where the box can become larger without touching another. */
function roomBeside(draft: Draft, box: Rect, { size }: Site): Rect | undefined {
  const left = box.x + BOX_PADDING;
  const top = box.y + BOX_HEADER + BOX_PADDING;
  const candidates = [
    { x: left, y: box.y + box.height - BOX_PADDING + ROW_GAP, ...size },
    { x: box.x + box.width - BOX_PADDING + COLUMN_GAP, y: top, ...size },
    { x: left - COLUMN_GAP - size.width, y: top, ...size },
  ];
  const others = obstacles(draft).filter((rect) => !isWithin(rect, box));
  return candidates.find((rect) => {
    const grown = reachAround(box, rect);
    return !others.some((other) => other !== box && overlap(grown, other, BOX_PADDING / 2));
  });
}

function freeSpot(draft: Draft, size: Size, near: Point): Rect {
  return spotAmong(size, near, obstacles(draft));
}

function spotAmong(size: Size, near: Point, others: readonly Rect[]): Rect {
  const spot = nearestFreeSpot(size, near, others, BOX_GAP);
  if (!spot) {
    throw new Error('Outside of everything there is always room.');
  }
  return spot;
}

function obstacles({ sites, boxes }: Draft): Rect[] {
  const parts = [...boxes.values()].flat();
  const alone = [...sites.values()].filter((rect) => !parts.some((part) => isWithin(rect, part)));
  return [...parts, ...alone];
}

function sitesWithin({ sites }: Draft, box: Rect): Rect[] {
  return [...sites.values()].filter((rect) => overlap(rect, box));
}

function nearPeers({ sites, peers }: Draft, id: string): Point | undefined {
  const rects = (peers.get(id) ?? []).flatMap((peer) => sites.get(peer) ?? []);
  return rects.length === 0 ? undefined : centre(boundsOf(rects));
}

function middle({ sites, boxes }: Draft): Point {
  return centre(boundsOf([...sites.values(), ...[...boxes.values()].flat()]));
}
