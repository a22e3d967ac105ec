import { type RoutingGrid } from './grid';

/** In place of a line: nothing. */
export const FREE = 0;

/** Which lines run where on a grid. A line is one edge, or a trunk of several; its number is positive. */
export class Occupancy {
  /** By orientation (0 horizontal, 1 vertical) and point: the line that runs through the point in this orientation. */
  readonly lines: readonly [Int32Array, Int32Array];
  private readonly counts: readonly [Uint16Array, Uint16Array];

  constructor({ blocked }: Pick<RoutingGrid, 'blocked'>) {
    this.lines = [new Int32Array(blocked.length), new Int32Array(blocked.length)];
    this.counts = [new Uint16Array(blocked.length), new Uint16Array(blocked.length)];
  }

  /**
   * Adds a path of a line.
   *
   * @param path points of a grid, each next to the one before
   */
  add(path: readonly number[], line: number): void {
    forEachPass(path, (orientation, point) => {
      this.lines[orientation][point] = line;
      this.counts[orientation][point] = (this.counts[orientation][point] ?? 0) + 1;
    });
  }

  /** Removes a path that was added. */
  remove(path: readonly number[]): void {
    forEachPass(path, (orientation, point) => {
      const left = (this.counts[orientation][point] ?? 1) - 1;
      this.counts[orientation][point] = left;
      if (left === 0) {
        this.lines[orientation][point] = FREE;
      }
    });
  }
}

/** Visits each point of a path once for each orientation in which the path touches it. */
function forEachPass(path: readonly number[], visit: (orientation: 0 | 1, point: number) => void): void {
  path.forEach((point, index) => {
    const before = path[index - 1];
    const after = path[index + 1];
    const arrives = before === undefined ? undefined : orientationOf(before, point);
    const leaves = after === undefined ? undefined : orientationOf(point, after);
    for (const orientation of [0, 1] as const) {
      if (arrives === orientation || leaves === orientation || (arrives === undefined && leaves === undefined)) {
        visit(orientation, point);
      }
    }
  });
}

function orientationOf(from: number, to: number): 0 | 1 {
  return Math.abs(from - to) === 1 ? 0 : 1;
}
