import { type Rect, type Size } from '../../../src/flowgraph/layout/geometry';
import { type Segment } from './segments';

/** A grid of square cells over the screen. What is outside of the screen is in no cell. */
export class CellGrid {
  private readonly columns: number;
  private readonly rows: number;

  /** @param cell the length of the side of a cell, in CSS pixels */
  constructor(
    screen: Size,
    readonly cell: number
  ) {
    this.columns = Math.ceil(screen.width / cell);
    this.rows = Math.ceil(screen.height / cell);
  }

  /** The number of cells. */
  get size(): number {
    return this.columns * this.rows;
  }

  /** Calls back with the index of each cell that a rectangle touches. */
  inRect({ x, y, width, height }: Rect, visit: (cell: number) => void): void {
    const first = Math.max(Math.floor(x / this.cell), 0);
    const last = Math.min(Math.floor((x + width) / this.cell), this.columns - 1);
    for (let column = first; column <= last; column++) {
      this.inColumn(column, y, y + height, visit);
    }
  }

  /** Calls back with the index of each cell that a segment passes. */
  along({ from, to }: Segment, visit: (cell: number) => void): void {
    const [a, b] = from.x <= to.x ? [from, to] : [to, from];
    const slope = b.x === a.x ? 0 : (b.y - a.y) / (b.x - a.x);
    const first = Math.max(Math.floor(a.x / this.cell), 0);
    const last = Math.min(Math.floor(b.x / this.cell), this.columns - 1);
    for (let column = first; column <= last; column++) {
      const atLeft = a.y + slope * (Math.max(a.x, column * this.cell) - a.x);
      const atRight = b.x === a.x ? b.y : a.y + slope * (Math.min(b.x, (column + 1) * this.cell) - a.x);
      this.inColumn(column, Math.min(atLeft, atRight), Math.max(atLeft, atRight), visit);
    }
  }

  private inColumn(column: number, top: number, bottom: number, visit: (cell: number) => void): void {
    const first = Math.max(Math.floor(top / this.cell), 0);
    const last = Math.min(Math.floor(bottom / this.cell), this.rows - 1);
    for (let row = first; row <= last; row++) {
      visit(row * this.columns + column);
    }
  }
}
