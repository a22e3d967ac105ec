import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { type Point, type Rect, type Size } from './geometry';

interface Body extends SimulationNodeDatum {
  id: string;
  size: Size;
}

export interface GroupLink {
  source: string;
  target: string;
}

const TICKS = 250;
const GAP = 36;

/**
 * Places the boxes of groups: linked ones near each other, none over another. The same groups and
 * links give the same places: d3-force starts from fixed places and draws from a seeded generator.
 */
export function placeGroups(sizes: ReadonlyMap<string, Size>, links: readonly GroupLink[]): Map<string, Rect> {
  const bodies: Body[] = [...sizes.keys()].sort().map((id) => ({ id, size: sizes.get(id) ?? { width: 0, height: 0 } }));
  const simulation = forceSimulation(bodies)
    .force(
      'charge',
      forceManyBody<Body>().strength(({ size }) => -2 * (size.width + size.height))
    )
    .force(
      'link',
      forceLink<Body, { source: string | Body; target: string | Body }>(links.map((link) => ({ ...link })))
        .id(({ id }) => id)
        .distance(180)
        .strength(0.25)
    )
    // Panels are wider than high.
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.16))
    .stop();
  simulation.tick(TICKS);
  const rects = bodies.map(({ id, size, x = 0, y = 0 }) => ({
    id,
    rect: { x: x - size.width / 2, y: y - size.height / 2, ...size },
  }));
  separate(rects.map(({ rect }) => rect));
  return new Map(rects.map(({ id, rect }) => [id, rect]));
}

/** Pushes overlapping boxes apart along the shorter way, until none overlaps. */
function separate(rects: Rect[]): void {
  for (let pass = 0; pass < 500; pass++) {
    let moved = false;
    for (const [index, a] of rects.entries()) {
      for (const b of rects.slice(index + 1)) {
        const push = overlap(a, b);
        if (push) {
          a.x -= push.x / 2;
          a.y -= push.y / 2;
          b.x += push.x / 2;
          b.y += push.y / 2;
          moved = true;
        }
      }
    }
    if (!moved) {
      return;
    }
  }
}

/** How far b must go to lie clear of a, with the gap between; undefined where it does already. */
function overlap(a: Rect, b: Rect): Point | undefined {
  const dx = b.x + b.width / 2 - (a.x + a.width / 2);
  const dy = b.y + b.height / 2 - (a.y + a.height / 2);
  const overlapX = (a.width + b.width) / 2 + GAP - Math.abs(dx);
  const overlapY = (a.height + b.height) / 2 + GAP - Math.abs(dy);
  if (overlapX <= 0.01 || overlapY <= 0.01) {
    return undefined;
  }
  return overlapX < overlapY ? { x: dx < 0 ? -overlapX : overlapX, y: 0 } : { x: 0, y: dy < 0 ? -overlapY : overlapY };
}
