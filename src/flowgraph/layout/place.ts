import { arrangeForce } from './arrangeForce';
import { arrangeGrid, arrangeLayered, arrangeSideBySide, type Box } from './arrangeBoxes';
import { arrangeSites, type ArrangedBox, BOX_ASPECT } from './arrangeSites';
import { boundsOf, type Rect, translate } from './geometry';
import { type Call, type Ground, type Layout, type Placement, type Site } from './ground';
import { placeRim } from './placeRim';

/** Of a panel that is wide, less what the rim takes of its width. */
const USUAL_ASPECT = 1.6;

/** A box side by side with many others is not thinner than this. */
const MIN_BOX_ASPECT = 0.3;

/** From how many boxes on columns by callers are no picture any more, and forces serve better. */
export const MAX_LAYERED = 60;

/**
 * Places everything from the inside out: sites within their box, boxes among each other, and what is
 * outside the cluster around them. Depends on names, sizes and calls only, never on values, so a refresh
 * that changes values moves nothing. Deterministic.
 *
 * @param aspect width to height of what lies within the rim
 * @param isLate asked now and then; once it is true, boxes are put in a grid, which takes no time
 */
export function place(
  ground: Ground,
  layout: Layout,
  aspect = USUAL_ASPECT,
  isLate: () => boolean = () => false
): Placement {
  const members = membersOf(ground);
  const boxAspect = layout === 'sideBySide' ? Math.max(aspect / Math.max(members.size, 1), MIN_BOX_ASPECT) : BOX_ASPECT;
  const arranged = new Map(
    [...members].map(([id, sites]) => [id, arrangeSites(sites, callsAmong(sites, ground.calls), boxAspect)])
  );
  const boxes = [...arranged].map(([id, { size }]) => ({ id, size }));
  const places = arrangeBoxes(boxes, boxCalls(members, ground.calls), { layout, aspect, isLate });
  const sites = sitesIn(arranged, places);
  const external = ground.sites.filter(({ isExternal }) => isExternal);
  const rim = placeRim(external, ground.calls, { bounds: boundsOf(places.values()), sites });
  const groups = new Set(ground.groups);
  return {
    sites: new Map([...sites, ...rim]),
    boxes: new Map([...places].flatMap(([id, rect]) => (groups.has(id) ? [[id, [rect]]] : []))),
  };
}

interface Manner {
  layout: Layout;
  aspect: number;
  isLate: () => boolean;
}

function arrangeBoxes(boxes: Box[], calls: readonly Call[], { layout, aspect, isLate }: Manner): Map<string, Rect> {
  switch (layout) {
    case 'auto':
      return boxes.length <= MAX_LAYERED
        ? arrangeLayered(boxes, calls, aspect)
        : (arrangeForce(boxes, calls, isLate) ?? arrangeGrid(boxes, aspect));
    case 'layered':
      return arrangeLayered(boxes, calls, aspect);
    case 'force':
      return arrangeForce(boxes, calls, isLate) ?? arrangeGrid(boxes, aspect);
    case 'grid':
      return arrangeGrid(boxes, aspect);
    case 'sideBySide':
      return arrangeSideBySide(boxes, aspect);
  }
}

/** What stands in each box. A site without a box is one of its own, of which no frame is drawn. */
function membersOf({ sites, groups }: Ground): Map<string, Site[]> {
  const members = new Map<string, Site[]>(groups.map((id) => [id, []]));
  for (const site of sites) {
    if (!site.isExternal) {
      const id = site.group ?? site.id;
      const known = members.get(id);
      if (known) {
        known.push(site);
      } else {
        members.set(id, [site]);
      }
    }
  }
  return members;
}

function callsAmong(sites: readonly Site[], calls: readonly Call[]): Call[] {
  const ids = new Set(sites.map(({ id }) => id));
  return sites.length < 2 ? [] : calls.filter(({ source, target }) => ids.has(source) && ids.has(target));
}

function boxCalls(members: ReadonlyMap<string, readonly Site[]>, calls: readonly Call[]): Call[] {
  const boxOf = new Map([...members].flatMap(([id, sites]) => sites.map((site) => [site.id, id] as const)));
  const between = new Map<string, Call>();
  for (const call of calls) {
    const source = boxOf.get(call.source);
    const target = boxOf.get(call.target);
    if (source !== undefined && target !== undefined && source !== target) {
      between.set(`${source}>${target}`, { source, target });
    }
  }
  return [...between.keys()].sort().flatMap((key) => between.get(key) ?? []);
}

function sitesIn(arranged: ReadonlyMap<string, ArrangedBox>, places: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const sites = new Map<string, Rect>();
  for (const [id, box] of arranged) {
    const at = places.get(id);
    box.sites.forEach((rect, siteId) => at && sites.set(siteId, translate(rect, at.x, at.y)));
  }
  return sites;
}
