import { type Point } from '../../../src/flowgraph/layout/geometry';
import { lengthOf, pointsAlong } from '../picture/paths';
import { type DrawnEdge, type Picture } from '../picture/picture';
import { type EdgeSegment, SegmentGrid } from '../picture/segmentGrid';
import { squaredDistance } from '../picture/segments';

/** Shares of all edges, from 0 to 1; both are 1 without edges. */
export interface DistinguishableEdges {
  /** Edges without another edge within 4 px over more than a third of the length of the shorter one. */
  strict: number;
  /**
   * The same without pairs of pieces of one trunk, and edges that share one line count if each has a branch of its own of
   * at least 24 px at an end.
   */
  withTrunks: number;
}

/** In CSS pixels. */
const NEAR = 4;
const SAME_LINE = 1;
const MIN_BRANCH = 24;
const STEP = 4;
/** Short edges are compared at so many points at least. */
const MIN_PARTS = 8;
const MAX_SHARE = 1 / 3;
/** How much of what is near must be on the same line for a trunk. */
const TRUNK_SHARE = 0.9;

/** An edge with points at equal distances. */
interface Sampled {
  edge: DrawnEdge;
  points: Point[];
  length: number;
}

/** The share of edges that can be told apart from all others. */
export function distinguishableEdges({ screen, edges }: Picture): DistinguishableEdges {
  const sampled = edges.map(sample).sort((a, b) => a.length - b.length);
  const index = new SegmentGrid(
    screen,
    sampled.map(({ edge }) => edge)
  );
  const confused = new Set<number>();
  const confusedBesidesTrunks = new Set<number>();
  sampled.forEach(({ points }, shorter) => {
    for (const longer of runningAlong(points, shorter, index)) {
      const pair = [shorter, longer];
      pair.forEach((edge) => confused.add(edge));
      if (!isTrunk(sampled, index, shorter, longer)) {
        pair.forEach((edge) => confusedBesidesTrunks.add(edge));
      }
    }
  });
  const share = ({ size }: Set<number>) => (edges.length === 0 ? 1 : 1 - size / edges.length);
  return { strict: share(confused), withTrunks: share(confusedBesidesTrunks) };
}

function sample(edge: DrawnEdge): Sampled {
  const length = lengthOf(edge.path);
  return { edge, length, points: pointsAlong(edge.path, Math.max(Math.ceil(length / STEP), MIN_PARTS)) };
}

/** The longer edges that are near to more than a third of the points of an edge. */
function runningAlong(points: readonly Point[], shorter: number, index: SegmentGrid): number[] {
  const nearPoints = new Map<number, number>();
  for (const point of points) {
    for (const edge of edgesNear(point, shorter, index)) {
      nearPoints.set(edge, (nearPoints.get(edge) ?? 0) + 1);
    }
  }
  return [...nearPoints].flatMap(([edge, count]) => (count > points.length * MAX_SHARE ? [edge] : []));
}

function edgesNear(point: Point, shorter: number, index: SegmentGrid): Set<number> {
  const found = new Set<number>();
  const visit = (segment: EdgeSegment) => {
    if (!found.has(segment.edge) && squaredDistance(segment, point) <= NEAR ** 2) {
      found.add(segment.edge);
    }
  };
  const around = { x: point.x - NEAR, y: point.y - NEAR, width: 2 * NEAR, height: 2 * NEAR };
  index.grid.inRect(around, (cell) => index.after(shorter, cell, visit));
  return found;
}

/** Whether two edges are drawn as one line from which each of them branches off. */
function isTrunk(sampled: readonly Sampled[], { segments }: SegmentGrid, one: number, other: number): boolean {
  const trunk = sampled[one]?.edge.trunk;
  if (trunk !== undefined && trunk === sampled[other]?.edge.trunk) {
    return true;
  }
  return [
    [one, other],
    [other, one],
  ].every(([edge = 0, from = 0]) => {
    const along = sampled[edge];
    const distances = along?.points.map((point) => distanceTo(segments[from] ?? [], point)) ?? [];
    const near = distances.filter((distance) => distance <= NEAR).length;
    const onLine = distances.filter((distance) => distance <= SAME_LINE).length;
    const step = (along?.length ?? 0) / Math.max(distances.length - 1, 1);
    return onLine >= near * TRUNK_SHARE && longestBranch(distances) * step >= MIN_BRANCH;
  });
}

function distanceTo(segments: readonly EdgeSegment[], point: Point): number {
  return Math.sqrt(segments.reduce((least, segment) => Math.min(least, squaredDistance(segment, point)), Infinity));
}

/** The number of steps at either end before the other edge is near, whichever is larger. */
function longestBranch(distances: readonly number[]): number {
  const isNear = distances.map((distance) => distance <= NEAR);
  return Math.max(isNear.indexOf(true), distances.length - 1 - isNear.lastIndexOf(true));
}
