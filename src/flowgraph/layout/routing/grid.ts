import { type Point, type Rect } from '../geometry';

/** Least distance between the parallel lines on which edges run, in world units. */
export const LEAST_STEP = 8;
/** More than this would not fit between nodes. */
const MOST_STEP = 16;
/** With more points, the lines are further apart. */
const MAX_POINTS = 16_000;
/** Distance that edges keep from nodes, in world units. */
const CLEARANCE = 4;
/** Nearer to the frame of a group, an edge could be mistaken for it. In world units. */
const FRAME_CLEARANCE = 4;

/** The four directions of lines. A quarter turn clockwise adds one. */
export const RIGHT = 0;
export const DOWN = 1;
export const LEFT = 2;
export const UP = 3;

/** What edges avoid. */
export interface Obstacles {
  nodes: readonly Rect[];
  /** The frames of groups by group, which only edges of their members may enter. A group can have several parts. */
  groups: ReadonlyArray<readonly Rect[]>;
  /** The names of groups. */
  names: readonly Rect[];
}

/** In place of a group's index: outside of all groups. */
export const NO_GROUP = -1;

/** The points at which the lines of an orthogonal grid cross, row by row, and what covers them. */
export class RoutingGrid {
  readonly columns: number;
  readonly rows: number;
  /** By point: 1 if a node or the name of a group covers it. */
  readonly blocked: Uint8Array;
  /** By point: 1 if it is next to the frame of a group. */
  readonly atFrame: Uint8Array;
  /** By point: the index of the group around it. */
  readonly groups: Int32Array;
  /** By direction: the difference between the indices of a point and of the next one. */
  readonly offsets: readonly [number, number, number, number];

  /** Distance between parallel lines, in world units. */
  readonly step: number;

  /**
   * @param bounds the area in which edges stay, in world units
   * @param leastStep least distance between parallel lines, in world units
   */
  constructor(
    private readonly bounds: Rect,
    obstacles: Obstacles,
    leastStep: number
  ) {
    this.step = stepFor(bounds, leastStep);
    this.columns = Math.max(2, Math.floor(bounds.width / this.step) + 1);
    this.rows = Math.max(2, Math.floor(bounds.height / this.step) + 1);
    const size = this.columns * this.rows;
    this.blocked = new Uint8Array(size);
    this.atFrame = new Uint8Array(size);
    this.groups = new Int32Array(size).fill(NO_GROUP);
    this.offsets = [1, this.columns, -1, -this.columns];
    obstacles.groups.forEach((parts, group) => parts.forEach((part) => this.addGroup(part, group)));
    for (const rect of [...obstacles.nodes, ...obstacles.names]) {
      this.forEachPoint(rect, CLEARANCE, (point) => (this.blocked[point] = 1));
    }
  }

  /** The position of a point in world units. */
  positionOf(point: number): Point {
    return { x: this.xOf(point % this.columns), y: this.yOf(Math.floor(point / this.columns)) };
  }

  /**
   * The first free point next to the side of a rectangle, in each row or column that crosses the side.
   *
   * @param direction from the rectangle to the points
   * @param inset distance from the corners of the rectangle, in world units
   */
  pointsBeside(rect: Rect, direction: number, inset: number): number[] {
    const isAcross = direction === RIGHT || direction === LEFT;
    const points: number[] = [];
    if (isAcross) {
      const column =
        direction === RIGHT ? this.columnAfter(rect.x + rect.width + CLEARANCE) : this.columnBefore(rect.x - CLEARANCE);
      const last = this.rowBefore(rect.y + rect.height - inset);
      for (let row = this.rowAfter(rect.y + inset); row <= last; row++) {
        this.addPoint(points, column, row);
      }
    } else {
      const row =
        direction === DOWN ? this.rowAfter(rect.y + rect.height + CLEARANCE) : this.rowBefore(rect.y - CLEARANCE);
      const last = this.columnBefore(rect.x + rect.width - inset);
      for (let column = this.columnAfter(rect.x + inset); column <= last; column++) {
        this.addPoint(points, column, row);
      }
    }
    return points;
  }

  /** Whether the next point in a direction is on the grid. */
  hasNext(point: number, direction: number): boolean {
    switch (direction) {
      case RIGHT:
        return (point + 1) % this.columns !== 0;
      case LEFT:
        return point % this.columns !== 0;
      case DOWN:
        return point + this.columns < this.blocked.length;
      default:
        return point >= this.columns;
    }
  }

  private addPoint(points: number[], column: number, row: number): void {
    const point = row * this.columns + column;
    if (column >= 0 && column < this.columns && row >= 0 && row < this.rows && this.blocked[point] === 0) {
      points.push(point);
    }
  }

  private addGroup(rect: Rect, group: number): void {
    this.forEachPoint(rect, FRAME_CLEARANCE, (point) => (this.atFrame[point] = 1));
    this.forEachPoint(rect, -FRAME_CLEARANCE, (point) => (this.atFrame[point] = 0));
    this.forEachPoint(rect, 0, (point) => (this.groups[point] = group));
  }

  private forEachPoint({ x, y, width, height }: Rect, by: number, visit: (point: number) => void): void {
    const lastRow = Math.min(this.rowBefore(y + height + by), this.rows - 1);
    const lastColumn = Math.min(this.columnBefore(x + width + by), this.columns - 1);
    const firstColumn = Math.max(this.columnAfter(x - by), 0);
    for (let row = Math.max(this.rowAfter(y - by), 0); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        visit(row * this.columns + column);
      }
    }
  }

  private xOf(column: number): number {
    return this.bounds.x + column * this.step;
  }

  private yOf(row: number): number {
    return this.bounds.y + row * this.step;
  }

  private columnAfter(x: number): number {
    return Math.ceil((x - this.bounds.x) / this.step);
  }

  private columnBefore(x: number): number {
    return Math.floor((x - this.bounds.x) / this.step);
  }

  private rowAfter(y: number): number {
    return Math.ceil((y - this.bounds.y) / this.step);
  }

  private rowBefore(y: number): number {
    return Math.floor((y - this.bounds.y) / this.step);
  }
}

/** In a large graph, lines are further apart, so that routing takes no longer. */
function stepFor({ width, height }: Rect, leastStep: number): number {
  const step = Math.sqrt((width * height) / MAX_POINTS);
  return Math.min(Math.max(Math.ceil(step), leastStep), MOST_STEP);
}

/** Least distance at which two lines are distinguishable on the screen, in CSS pixels. */
const LEAST_PIXELS = 4.5;
/** Between distances of lines, in world units, so that a small change of the zoom moves no line. */
const STEP_OF_STEPS = 2;

/** The least distance between parallel lines in a picture with a zoom, in world units. */
export function leastStepAt(zoom: number): number {
  const step = Math.ceil(LEAST_PIXELS / zoom / STEP_OF_STEPS) * STEP_OF_STEPS;
  return Math.min(Math.max(step, LEAST_STEP), MOST_STEP);
}
