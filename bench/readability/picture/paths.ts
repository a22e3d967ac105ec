import { type Point } from '../../../src/flowgraph/layout/geometry';
import { segmentsOf } from './segments';

/** The length of a path. */
export function lengthOf(path: readonly Point[]): number {
  return segmentsOf(path).reduce((sum, { from, to }) => sum + distance(from, to), 0);
}

/** The distance between two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/**
 * Points at equal distances along a path, with both ends.
 *
 * @param parts the number of parts into which the points divide the path
 */
export function pointsAlong(path: readonly Point[], parts: number): Point[] {
  const step = lengthOf(path) / parts;
  const points = path.slice(0, 1);
  let rest = step;
  for (const { from, to } of segmentsOf(path)) {
    const length = distance(from, to);
    for (; rest <= length && points.length < parts; rest += step) {
      const share = rest / length;
      points.push({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) });
    }
    rest -= length;
  }
  return [...points, ...path.slice(-1)];
}

/** Largest distance between a curve and its straight parts, in CSS pixels. */
const TOLERANCE = 0.2;

/**
 * The points after the first one of a quadratic curve that is flattened. With n equal steps, a chord is off by at most
 * |from - 2 control + to| / 4n², an eighth of the second derivative times the square of the step.
 */
export function flattenQuadratic(from: Point, control: Point, to: Point): Point[] {
  const bend = Math.hypot(from.x - 2 * control.x + to.x, from.y - 2 * control.y + to.y);
  const steps = Math.max(1, Math.ceil(Math.sqrt(bend / (4 * TOLERANCE))));
  return Array.from({ length: steps }, (_, index) => {
    const t = (index + 1) / steps;
    const at = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t * t * c;
    return { x: at(from.x, control.x, to.x), y: at(from.y, control.y, to.y) };
  });
}

/**
 * The points after the first one of a curve through the middles between its control points, each of which bends one
 * quadratic curve. Without control points it is a line.
 */
export function flattenSpline(from: Point, controls: readonly Point[], to: Point): Point[] {
  const ends = controls.map((control, index) => middle(control, controls[index + 1]) ?? to);
  return controls.length === 0
    ? [to]
    : controls.flatMap((control, index) => flattenQuadratic(ends[index - 1] ?? from, control, ends[index] ?? to));
}

function middle(a: Point, b: Point | undefined): Point | undefined {
  return b && { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The points of a path of SVG that consists of straight lines, as its attribute `d` has them. */
export function pointsOfPath(d: string): Point[] {
  if (!/^M[^A-Za-df-z]*(L[^A-Za-df-z]*)*$/.test(d)) {
    throw new Error(`"${d}" is not a path of straight lines between absolute points.`);
  }
  const numbers = (d.match(/[-\d.e]+/g) ?? []).map(Number);
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: numbers[index + 1] ?? NaN }] : []));
}
