import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { compareText } from '../../core/compareText';
import { type SizedGroup } from './arrangeGroups';
import { boundsOf, center, type Rect, translate } from './geometry';
import { type LayoutEdge } from './layoutInput';

interface Body extends SimulationNodeDatum, SizedGroup {}

const TICKS = 300;
const GAP = 30;
/** Groups are wider than tall. The simulation squeezes them, because it treats them as circles. */
const SQUEEZE = 2;
/** If groups were stretched further apart, the graph would fall apart. */
const MAX_STRETCH = 1.7;
const MAX_SEPARATIONS = 400;
/** A smaller overlap is a rounding error. */
const TOUCH = 0.01;

/**
 * Places groups by forces: peers attract each other, all groups repel each other, and none overlap. Deterministic: it
 * starts from the order of ids, and d3-force uses a fixed random seed.
 *
 * Yields after each step, so that the caller decides how long it runs and what else runs in between.
 *
 * @param aspect width divided by height of the screen
 * @returns undefined if the groups cannot be separated
 */
export function* arrangeForce(
  groups: readonly SizedGroup[],
  edges: readonly LayoutEdge[],
  aspect: number
): Generator<void, Map<string, Rect> | undefined> {
  const bodies: Body[] = [...groups].sort((a, b) => compareText(a.id, b.id)).map((group) => ({ ...group }));
  const radius = ({ size }: Body) => Math.hypot(size.width / SQUEEZE, size.height) / 2 + GAP;
  const spread = Math.max(1, ...bodies.map(radius));
  const links: Array<SimulationLinkDatum<Body>> = edges.map(({ source, target }) => ({ source, target }));
  const simulation = forceSimulation(bodies)
    .force(
      'links',
      forceLink<Body, SimulationLinkDatum<Body>>(links)
        .id(({ id }) => id)
        .distance(spread * 2)
    )
    .force(
      'repulsion',
      forceManyBody<Body>().strength((body) => -8 * radius(body))
    )
    .force('collision', forceCollide<Body>(radius))
    .force('x', forceX<Body>(0).strength(0.05))
    .force('y', forceY<Body>(0).strength(0.09))
    .stop();
  for (let tick = 0; tick < TICKS; tick++) {
    simulation.tick();
    yield;
  }
  const placed = yield* separate(bodies.map(toRect));
  return placed && stretched(placed, aspect);
}

/** Stretches in the direction in which the screen has space left, which does not cause overlaps. */
function stretched(placed: ReadonlyMap<string, Rect>, aspect: number): Map<string, Rect> {
  const { width, height } = boundsOf(placed.values());
  const wide = width / Math.max(height * aspect, 1);
  const by = { x: Math.min(Math.max(1 / wide, 1), MAX_STRETCH), y: Math.min(Math.max(wide, 1), MAX_STRETCH) };
  return new Map(
    [...placed].map(([id, rect]) => {
      const { x, y } = center(rect);
      return [id, translate(rect, x * (by.x - 1), y * (by.y - 1))];
    })
  );
}

function toRect({ id, size, x = 0, y = 0 }: Body): [string, Rect] {
  return [id, { x: x * SQUEEZE - size.width / 2, y: y - size.height / 2, ...size }];
}

/** Pushes groups apart along the axis with the smaller overlap until none overlap. */
function* separate(placed: Array<[string, Rect]>): Generator<void, Map<string, Rect> | undefined> {
  const rects = placed.map(([, rect]) => rect);
  for (let round = 0; round < MAX_SEPARATIONS; round++) {
    if (!pushApart(rects)) {
      return new Map(placed);
    }
    yield;
  }
  return undefined;
}

function pushApart(rects: readonly Rect[]): boolean {
  let moved = false;
  const byX = [...rects].sort((a, b) => a.x - b.x);
  for (const [index, a] of byX.entries()) {
    for (let next = index + 1; next < byX.length; next++) {
      const b = byX[next];
      if (!b || b.x >= a.x + a.width + GAP - TOUCH) {
        break;
      }
      const overX = a.x + a.width + GAP - b.x;
      const overY = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + GAP;
      if (overY > TOUCH) {
        push(a, b, overX, overY);
        moved = true;
      }
    }
  }
  return moved;
}

function push(a: Rect, b: Rect, overX: number, overY: number): void {
  if (overX < overY) {
    a.x -= overX / 2;
    b.x += overX / 2;
  } else {
    const isBelow = b.y + b.height / 2 >= a.y + a.height / 2;
    a.y += isBelow ? -overY / 2 : overY / 2;
    b.y += isBelow ? overY / 2 : -overY / 2;
  }
}
