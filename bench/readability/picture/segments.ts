import { type Point, type Rect } from '../../../src/flowgraph/layout/geometry';

/** A straight part of a path, in CSS pixels. */
export interface Segment {
  from: Point;
  to: Point;
}

/** The straight parts of a path, without those of length 0. */
export function segmentsOf(path: readonly Point[]): Segment[] {
  return path.slice(1).flatMap((to, index) => {
    const from = path[index] ?? to;
    return from.x === to.x && from.y === to.y ? [] : [{ from, to }];
  });
}

/** The part of a segment in a rectangle; undefined if there is none. Source: Liang and Barsky (1984). */
export function clip({ from, to }: Segment, { x, y, width, height }: Rect): Segment | undefined {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let start = 0;
  let end = 1;
  for (const [run, room] of [
    [-dx, from.x - x],
    [dx, x + width - from.x],
    [-dy, from.y - y],
    [dy, y + height - from.y],
  ] as const) {
    if (run === 0 && room < 0) {
      return undefined;
    }
    if (run < 0) {
      start = Math.max(start, room / run);
    } else if (run > 0) {
      end = Math.min(end, room / run);
    }
  }
  const at = (share: number): Point => ({ x: from.x + share * dx, y: from.y + share * dy });
  return start > end ? undefined : { from: at(start), to: at(end) };
}

/**
 * The point at which two segments cross; undefined if they do not, or run along the same line. An end of a segment is
 * on one side of the other segment even if it is exactly on it, so that paths that cross at a bend cross once.
 */
export function crossing(a: Segment, b: Segment): Point | undefined {
  const fromSide = side(b, a.from);
  const toSide = side(b, a.to);
  if (fromSide >= 0 === toSide >= 0 || side(a, b.from) >= 0 === side(a, b.to) >= 0) {
    return undefined;
  }
  const share = fromSide / (fromSide - toSide);
  return { x: a.from.x + share * (a.to.x - a.from.x), y: a.from.y + share * (a.to.y - a.from.y) };
}

/** Positive on one side of a segment, negative on the other. */
function side({ from, to }: Segment, { x, y }: Point): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
}

/** The square of the distance between a point and a segment. */
export function squaredDistance({ from, to }: Segment, { x, y }: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy);
  const share = Math.min(Math.max(along, 0), 1);
  return (x - from.x - share * dx) ** 2 + (y - from.y - share * dy) ** 2;
}
