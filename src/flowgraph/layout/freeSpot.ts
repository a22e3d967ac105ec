import { centre, inflate, isWithin, overlap, type Point, type Rect, type Size } from './geometry';

/**
 * The free place for a box that lies nearest to a point: beside one of the obstacles, with a gap, and
 * over none. Without obstacles it lies around the point itself.
 *
 * @param within where the box must lie wholly; anywhere where nothing is said
 * @returns undefined where there is no room within
 */
export function nearestFreeSpot(
  size: Size,
  near: Point,
  obstacles: readonly Rect[],
  gap: number,
  within?: Rect
): Rect | undefined {
  const index = new ObstacleIndex(obstacles, gap);
  let best: { rect: Rect; distance: number } | undefined;
  for (const { x, y } of candidates(size, near, obstacles, gap, within)) {
    const rect = { x, y, ...size };
    const middle = centre(rect);
    const distance = Math.hypot(middle.x - near.x, middle.y - near.y);
    const isNearer = !best || distance < best.distance;
    if (isNearer && (!within || isWithin(rect, within)) && !index.isHit(rect)) {
      best = { rect, distance };
    }
  }
  return best?.rect;
}

/** World units; about the size of a site. */
const CELL = 160;

/** Tells quickly whether a box comes nearer to an obstacle than the gap, be there thousands of them. */
class ObstacleIndex {
  private readonly cells = new Map<string, Rect[]>();
  private readonly large: Rect[] = [];

  constructor(
    obstacles: readonly Rect[],
    private readonly gap: number
  ) {
    for (const rect of obstacles) {
      if (rect.width * rect.height > MAX_CELLS * CELL * CELL) {
        this.large.push(rect);
      } else {
        this.forEachCell(rect, (key) => this.cells.set(key, [...(this.cells.get(key) ?? []), rect]));
      }
    }
  }

  isHit(rect: Rect): boolean {
    let isHit = this.large.some((other) => overlap(rect, other, this.gap));
    this.forEachCell(inflate(rect, this.gap), (key) => {
      isHit ||= this.cells.get(key)?.some((other) => overlap(rect, other, this.gap)) ?? false;
    });
    return isHit;
  }

  private forEachCell({ x, y, width, height }: Rect, visit: (key: string) => void): void {
    for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++) {
      for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) {
        visit(`${column} ${row}`);
      }
    }
  }
}

/** What covers more cells is few, and lies in a list of its own. */
const MAX_CELLS = 100;

/** Upper left corners at which the box would touch an obstacle's gap, or a corner of the space it must lie in. */
function* candidates(
  { width, height }: Size,
  near: Point,
  obstacles: readonly Rect[],
  gap: number,
  within: Rect | undefined
): Generator<Point> {
  yield { x: near.x - width / 2, y: near.y - height / 2 };
  if (within) {
    yield { x: within.x, y: within.y };
  }
  for (const other of obstacles) {
    const right = other.x + other.width + gap;
    const left = other.x - gap - width;
    const below = other.y + other.height + gap;
    const above = other.y - gap - height;
    for (const y of [other.y, other.y + other.height - height, near.y - height / 2, within?.y ?? other.y]) {
      yield { x: right, y };
      yield { x: left, y };
    }
    for (const x of [other.x, other.x + other.width - width, near.x - width / 2]) {
      yield { x, y: below };
      yield { x, y: above };
    }
  }
}
