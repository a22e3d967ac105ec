import { arrangeGrid, arrangeLayered, arrangeSideBySide, type Box } from './arrangeBoxes';
import { arrangeSites, type ArrangedBox, type BoxShape, WIDE } from './arrangeSites';
import { columnsByCalls } from './columns';
import { boundsOf, type Rect, translate } from './geometry';
import { type Call, type Ground, type Layout, type Placement, type Site } from './ground';
import { placeRim } from './placeRim';

/** Of a panel that is wide, less what the rim takes of its width. */
const USUAL_ASPECT = 1.6;

/** A box side by side with many others is not thinner than this. */
const MIN_BOX_ASPECT = 0.3;

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
export function place(ground: Ground, layout: Layout, aspect = USUAL_ASPECT, forces?: Forces): Placement {
  const { arranged, places } = bestArrangement(ground, { layout, aspect, forces });
  const sites = sitesIn(arranged, places);
  const external = ground.sites.filter(({ isExternal }) => isExternal);
  const rim = placeRim(external, ground.calls, { bounds: boundsOf(places.values()), sites });
  const groups = new Set(ground.groups);
  return {
    sites: new Map([...sites, ...rim]),
    boxes: new Map([...places].flatMap(([id, rect]) => (groups.has(id) ? [[id, [rect]]] : []))),
  };
}

/** Places boxes by who talks to whom, on a screen of such an aspect; undefined where that did not work out. */
export type Forces = (boxes: readonly Box[], calls: readonly Call[], aspect: number) => Map<string, Rect> | undefined;

type Shapes = readonly [BoxShape, ...BoxShape[]];

/** Shapes of boxes to try: in boxes that are less wide callers are not always left of callees, but names larger. */
const SHAPES: Shapes = [
  WIDE,
  { aspect: 1.2, stretch: 1.7, rowGap: 28, followsCalls: true },
  { aspect: 0.8, stretch: 1, rowGap: 36, followsCalls: true },
];
/** Of more sites than this, names are not read at first anyway. */
const MAX_SITES_TO_TRY = 250;
/** A shape that loses the order of calls has to be worth it. */
const WORTH = 1.3;

interface Arrangement {
  /** Boxes by themselves. */
  arranged: ReadonlyMap<string, ArrangedBox>;
  /** Where each box lies. */
  places: ReadonlyMap<string, Rect>;
}

/** An arrangement, and how large it can be shown. */
interface Tried {
  shape: BoxShape;
  arrangement: Arrangement;
  zoom: number;
}

/** Of the shapes that boxes may have, the one with which all can be shown largest. */
function bestArrangement(ground: Ground, manner: Manner): Arrangement {
  const { layout, aspect } = manner;
  const members = membersOf(ground);
  const arrange = arrangerOf(members, ground.calls, manner);
  const tryShape = (shape: BoxShape): Tried => {
    const arrangement = arrange(shape);
    const { width, height } = boundsOf(arrangement.places.values());
    return { shape, arrangement, zoom: Math.min(aspect / Math.max(width, 1), 1 / Math.max(height, 1)) };
  };
  const [first, ...others] = shapesFor(ground, members.size, layout, aspect);
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

function withRoom(best: Tried, tryShape: (shape: BoxShape) => Tried): Tried {
  for (const rowGap of ROOMY_GAPS) {
    const roomy = tryShape({ ...best.shape, rowGap });
    if (roomy.zoom >= best.zoom * NO_LOSS) {
      return roomy;
    }
  }
  return best;
}

function shapesFor({ sites }: Ground, boxCount: number, layout: Layout, aspect: number): Shapes {
  if (layout === 'sideBySide') {
    const slice = { ...WIDE, aspect: Math.max(aspect / Math.max(boxCount, 1), MIN_BOX_ASPECT) };
    return [slice, { ...slice, followsCalls: false }];
  }
  return sites.length <= MAX_SITES_TO_TRY && !wantsForces(layout, boxCount) ? SHAPES : [WIDE];
}

/** Arranges boxes in any shape; who calls whom is worked out once for all of them. */
function arrangerOf(
  members: ReadonlyMap<string, readonly Site[]>,
  calls: readonly Call[],
  manner: Manner
): (shape: BoxShape) => Arrangement {
  const { within, between } = sortCalls(members, calls);
  const columns = new Map([...members].map(([id, sites]) => [id, columnsOf(sites, within.get(id))]));
  return (shape) => {
    const arranged = new Map(
      [...members].map(([id, sites]) => {
        return [id, arrangeSites((shape.followsCalls && columns.get(id)) || columnsOf(sites), shape)];
      })
    );
    const boxes = [...arranged].map(([id, { size }]) => ({ id, size }));
    return { arranged, places: arrangeBoxes(boxes, between, manner) };
  };
}

/** @param calls among the sites; without any they stand in the order of their names */
function columnsOf(sites: readonly Site[], calls: readonly Call[] = []): Site[][] {
  const byId = new Map(sites.map((site) => [site.id, site]));
  return columnsByCalls([...byId.keys()], calls).map((ids) => ids.flatMap((id) => byId.get(id) ?? []));
}

interface Manner {
  layout: Layout;
  aspect: number;
  forces: Forces | undefined;
}

/** Whether a layout of so many boxes is one by forces. */
export function wantsForces(layout: Layout, boxCount: number): boolean {
  return layout === 'force' || (layout === 'auto' && boxCount > MAX_LAYERED);
}

function arrangeBoxes(boxes: Box[], calls: readonly Call[], { layout, aspect, forces }: Manner): Map<string, Rect> {
  if (wantsForces(layout, boxes.length)) {
    return forces?.(boxes, calls, aspect) ?? arrangeGrid(boxes, aspect);
  }
  switch (layout) {
    case 'auto':
    case 'layered':
      return arrangeLayered(boxes, calls, aspect);
    case 'force':
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

interface SortedCalls {
  /** Between sites of one box, by that box. */
  within: ReadonlyMap<string, readonly Call[]>;
  /** Between boxes, each once. */
  between: readonly Call[];
}

function sortCalls(members: ReadonlyMap<string, readonly Site[]>, calls: readonly Call[]): SortedCalls {
  const boxOf = new Map([...members].flatMap(([id, sites]) => sites.map((site) => [site.id, id] as const)));
  const within = new Map<string, Call[]>([...members.keys()].map((id) => [id, []]));
  const between = new Map<string, Call>();
  for (const call of calls) {
    const source = boxOf.get(call.source);
    const target = boxOf.get(call.target);
    if (source !== undefined && source === target) {
      within.get(source)?.push(call);
    } else if (source !== undefined && target !== undefined) {
      between.set(`${source}>${target}`, { source, target });
    }
  }
  return { within, between: [...between.keys()].sort().flatMap((key) => between.get(key) ?? []) };
}

function sitesIn(arranged: ReadonlyMap<string, ArrangedBox>, places: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const sites = new Map<string, Rect>();
  for (const [id, box] of arranged) {
    const at = places.get(id);
    box.sites.forEach((rect, siteId) => at && sites.set(siteId, translate(rect, at.x, at.y)));
  }
  return sites;
}
