import { wrapColumns } from './columns';
import { boundsOf, type Rect, type Size } from './geometry';
import { GROUP_HEADER, GROUP_PADDING, EMPTY_GROUP, type LayoutNode } from './layoutInput';

export const COLUMN_GAP = 36;
export const ROW_GAP = 24;

/** A group with the rectangles of its nodes, relative to its own upper left corner. */
export interface ArrangedGroup {
  size: Size;
  nodes: Map<string, Rect>;
}

/** The desired shape of a group. */
export interface GroupShape {
  /** Approximate width divided by height. */
  aspect: number;
  /** With more columns than this multiple of what the aspect requires, columns are filled in order instead. */
  stretch: number;
  /** Whether clients are to the left of servers; otherwise nodes are ordered by id. */
  followsEdges: boolean;
  /** Gap between nodes in a column, in world units. Edges between them need space to be visible. */
  rowGap: number;
}

/** The gap without lines between nodes, in world units. */
export const COMPACT_ROW_GAP = 16;

/** The shape of a group among others in a graph that is wider than tall. */
export const WIDE: GroupShape = { aspect: 2, stretch: 1.7, rowGap: ROW_GAP, followsEdges: true };

/** Fits the columns of one group into a shape, and adds padding and a header. */
export function arrangeNodes(columns: ReadonlyArray<readonly LayoutNode[]>, shape = WIDE): ArrangedGroup {
  const placed = placeColumns(wrapColumns(columns, rowsFor(columns, shape.aspect), shape.stretch), shape.rowGap);
  if (placed.size === 0) {
    return { size: EMPTY_GROUP, nodes: placed };
  }
  const { x, y, width, height } = boundsOf(placed.values());
  return { size: { width: x + width + GROUP_PADDING, height: y + height + GROUP_PADDING }, nodes: placed };
}

/** Places columns side by side below the header of a group, vertically centered. */
function placeColumns(columns: ReadonlyArray<readonly LayoutNode[]>, rowGap: number): Map<string, Rect> {
  const heightOf = (column: readonly LayoutNode[]) => columnHeight(column, rowGap);
  const tallest = Math.max(0, ...columns.map(heightOf));
  const placed = new Map<string, Rect>();
  let x = GROUP_PADDING;
  for (const column of columns) {
    let y = GROUP_HEADER + GROUP_PADDING + (tallest - heightOf(column)) / 2;
    for (const { id, size } of column) {
      placed.set(id, { x, y, ...size });
      y += size.height + rowGap;
    }
    x += Math.max(0, ...column.map(({ size }) => size.width)) + COLUMN_GAP;
  }
  return placed;
}

function columnHeight(column: readonly LayoutNode[], rowGap: number): number {
  return column.reduce((sum, { size }) => sum + size.height + rowGap, -rowGap);
}

const COLUMN_TO_ROW = 3.25;

/** The number of rows that gives a group its shape, at least 4. */
function rowsFor(columns: ReadonlyArray<readonly LayoutNode[]>, aspect: number): number {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  return Math.max(4, Math.ceil(Math.sqrt((count * COLUMN_TO_ROW) / aspect)));
}
