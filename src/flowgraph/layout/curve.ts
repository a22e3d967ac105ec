import { type Point, type Rect } from './geometry';

/** A straight piece of a curve, or a quadratic one if it has a control point. */
interface CurvePiece {
  control?: Point;
  to: Point;
}

/** The line of an edge from the border of the client to the border of the server, in world units. */
export interface Curve {
  from: Point;
  /** At least one, each from the end of the one before. */
  pieces: readonly [CurvePiece, ...CurvePiece[]];
}

/** Points per quadratic piece, when it is approximated by straight lines. */
const SAMPLES = 16;

/** A curve of one quadratic piece. */
export function quadraticCurve(from: Point, control: Point, to: Point): Curve {
  return { from, pieces: [{ control, to }] };
}

/**
 * A line through points with rounded corners.
 *
 * @param points at least two
 * @param radius maximum distance from a corner at which the line starts to turn, in world units
 */
export function roundedLine(points: readonly Point[], radius: number): Curve {
  const [from = { x: 0, y: 0 }, ...rest] = points;
  const pieces: CurvePiece[] = [];
  let before = from;
  rest.forEach((corner, index) => {
    const next = rest[index + 1];
    if (!next) {
      pieces.push({ to: corner });
      return;
    }
    const room = Math.min(radius, distance(before, corner) / (index === 0 ? 1 : 2), distance(corner, next) / 2);
    pieces.push({ to: toward(corner, before, room) }, { control: corner, to: toward(corner, next, room) });
    before = corner;
  });
  const [first = { to: from }, ...others] = pieces;
  return { from, pieces: [first, ...others] };
}

/** The end of a curve at the server. */
export function endOf({ pieces }: Curve): Point {
  return (pieces[pieces.length - 1] ?? pieces[0]).to;
}

/** The direction in which a curve arrives at the server, in radians. */
export function endAngle(curve: Curve): number {
  const { pieces, from } = curve;
  const last = pieces[pieces.length - 1] ?? pieces[0];
  const before = last.control ?? pieces[pieces.length - 2]?.to ?? from;
  return Math.atan2(last.to.y - before.y, last.to.x - before.x);
}

/** The length of a curve along its straight pieces and along the control points of the others, in world units. */
export function lengthOf(curve: Curve): number {
  return lengthsOf(curve).reduce((sum, length) => sum + length, 0);
}

/** A point of a curve, for t from 0 (client) to 1 (server). */
export function pointOn(curve: Curve, t: number): Point {
  const lengths = lengthsOf(curve);
  let rest = t * lengths.reduce((sum, length) => sum + length, 0);
  let { from } = curve;
  for (const [index, piece] of curve.pieces.entries()) {
    const length = lengths[index] ?? 0;
    if (rest <= length || index === curve.pieces.length - 1) {
      return pointOnPiece(from, piece, length === 0 ? 1 : Math.min(rest / length, 1));
    }
    rest -= length;
    from = piece.to;
  }
  return from;
}

/** A curve as points that are connected by straight lines. */
export function polylineOf({ from, pieces }: Curve): Point[] {
  const points = [from];
  let before = from;
  for (const piece of pieces) {
    for (let step = 1; piece.control && step < SAMPLES; step++) {
      points.push(pointOnPiece(before, piece, step / SAMPLES));
    }
    points.push(piece.to);
    before = piece.to;
  }
  return points;
}

/** The bounding box of the ends and control points of a curve, which contains it. */
export function boundsOfCurve({ from, pieces }: Curve): Rect {
  let [left, top, right, bottom] = [from.x, from.y, from.x, from.y];
  for (const { control, to } of pieces) {
    left = Math.min(left, to.x, control?.x ?? to.x);
    right = Math.max(right, to.x, control?.x ?? to.x);
    top = Math.min(top, to.y, control?.y ?? to.y);
    bottom = Math.max(bottom, to.y, control?.y ?? to.y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a curve may intersect a rectangle: whether its bounding box does. */
export function isNear(curve: Curve, { x, y, width, height }: Rect): boolean {
  const bounds = boundsOfCurve(curve);
  return (
    bounds.x <= x + width && bounds.x + bounds.width >= x && bounds.y <= y + height && bounds.y + bounds.height >= y
  );
}

/** The distance of a point from a curve in world units; undefined if it is further away than the reach. */
export function distanceToCurve(curve: Curve, point: Point, reach: number): number | undefined {
  const area = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach };
  if (!isNear(curve, area)) {
    return undefined;
  }
  let nearest = Infinity;
  let before = curve.from;
  for (const next of polylineOf(curve)) {
    nearest = Math.min(nearest, distanceToSegment(before, next, point));
    before = next;
  }
  return nearest <= reach ? nearest : undefined;
}

/** The distance of a point from a straight line between two points. */
export function distanceToSegment(a: Point, b: Point, point: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / lengthSquared;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - (a.x + t * dx), point.y - (a.y + t * dy));
}

/** The distance between two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function lengthsOf({ from, pieces }: Curve): number[] {
  let before = from;
  return pieces.map(({ control, to }) => {
    const length = control ? distance(before, control) + distance(control, to) : distance(before, to);
    before = to;
    return length;
  });
}

function pointOnPiece(from: Point, { control, to }: CurvePiece, t: number): Point {
  const u = 1 - t;
  return control
    ? {
        x: u * u * from.x + 2 * u * t * control.x + t * t * to.x,
        y: u * u * from.y + 2 * u * t * control.y + t * t * to.y,
      }
    : { x: u * from.x + t * to.x, y: u * from.y + t * to.y };
}

/** The point at a distance from one point toward another. */
function toward(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  const share = length === 0 ? 0 : by / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
