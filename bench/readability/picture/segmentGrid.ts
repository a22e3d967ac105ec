import { type Size } from '../../../src/flowgraph/layout/geometry';
import { CellGrid } from './cellGrid';
import { type DrawnEdge } from './picture';
import { type Segment, segmentsOf } from './segments';

/** A segment of an edge, with the position of the edge in the list. */
export interface EdgeSegment extends Segment {
  edge: number;
}

/** About the distance at which two edges look like one, in CSS pixels. */
const CELL = 8;

/** The segments of a list of edges by cell. In each cell, they are in the order of the edges. */
export class SegmentGrid {
  readonly grid: CellGrid;
  /** By edge. */
  readonly segments: EdgeSegment[][];
  private readonly cells: EdgeSegment[][];

  constructor(screen: Size, edges: readonly DrawnEdge[]) {
    this.grid = new CellGrid(screen, CELL);
    this.cells = Array.from({ length: this.grid.size }, () => []);
    this.segments = edges.map(({ path }, edge) => segmentsOf(path).map((segment) => ({ ...segment, edge })));
    for (const segment of this.segments.flat()) {
      this.grid.along(segment, (cell) => this.cells[cell]?.push(segment));
    }
  }

  /** Calls back with each segment in a cell of an edge that comes later in the list than the given edge. */
  after(edge: number, cell: number, visit: (segment: EdgeSegment) => void): void {
    const inCell = this.cells[cell] ?? [];
    for (let index = inCell.length - 1; index >= 0; index--) {
      const segment = inCell[index];
      if (segment === undefined || segment.edge <= edge) {
        return;
      }
      visit(segment);
    }
  }
}
