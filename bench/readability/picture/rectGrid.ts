import { type Rect, type Size } from '../../../src/flowgraph/layout/geometry';
import { CellGrid } from './cellGrid';
import { type Segment } from './segments';

/** About the size of a small box, in CSS pixels. */
const CELL = 32;

/** Finds things with rectangles by their position. */
export class RectGrid<Thing extends { rect: Rect }> {
  private readonly grid: CellGrid;
  private readonly cells = new Map<number, Thing[]>();

  constructor(screen: Size, things: Iterable<Thing>) {
    this.grid = new CellGrid(screen, CELL);
    for (const thing of things) {
      this.grid.inRect(thing.rect, (cell) => {
        const inCell = this.cells.get(cell);
        if (inCell) {
          inCell.push(thing);
        } else {
          this.cells.set(cell, [thing]);
        }
      });
    }
  }

  /** The things in the cells that a rectangle touches: all that it can overlap, and others. */
  near(rect: Rect): Set<Thing> {
    const found = new Set<Thing>();
    this.grid.inRect(rect, (cell) => this.addTo(found, cell));
    return found;
  }

  /** The things in the cells that a segment passes: all that it can cross, and others. */
  along(segment: Segment): Set<Thing> {
    const found = new Set<Thing>();
    this.grid.along(segment, (cell) => this.addTo(found, cell));
    return found;
  }

  private addTo(found: Set<Thing>, cell: number): void {
    this.cells.get(cell)?.forEach((thing) => found.add(thing));
  }
}
