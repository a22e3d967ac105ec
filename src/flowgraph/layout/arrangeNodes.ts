import { wrapColumns } from './columns';
import { boundsOf, type Rect, type Size } from './geometry';
import { GROUP_HEADER, GROUP_PADDING, EMPTY_GROUP, type LayoutNode } from './layoutInput';

export const COLUMN_GAP = 46;
export const ROW_GAP = 20;

/** A box with what stands in it, its own upper left corner at the origin. */
export interface ArrangedGroup {
  size: Size;
  nodes: Map<string, Rect>;
}

/** What a box shall look like. */
export interface GroupShape {
  /** About how many times as wide as high. */
  aspect: number;
  /** With more columns than this many times what the aspect asks for, callers left of callees is only an order. */
  stretch: number;
  /** Whether callers stand left of callees; otherwise sites stand in the order of their names. */
  followsEdges: boolean;
  /** Between two that stand below each other. Where they may call each other, edges need room to be seen. */
  rowGap: number;
}

/** Of a box among others in a picture that is wider than high. */
export const WIDE: GroupShape = { aspect: 2, stretch: 1.7, rowGap: ROW_GAP, followsEdges: true };

/** Fits the columns of one box into a shape and puts a box with room for its name around them. */
export function arrangeNodes(columns: ReadonlyArray<readonly LayoutNode[]>, shape = WIDE): ArrangedGroup {
  const placed = placeColumns(wrapColumns(columns, rowsFor(columns, shape.aspect), shape.stretch), shape.rowGap);
  if (placed.size === 0) {
    return { size: EMPTY_GROUP, nodes: placed };
  }
  const { x, y, width, height } = boundsOf(placed.values());
  return { size: { width: x + width + GROUP_PADDING, height: y + height + GROUP_PADDING }, nodes: placed };
}

/** Puts columns beside each other below the header of a box, each in the middle of its height. */
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

/** As many rows as give a box of such sites its shape, and never a mere line. */
function rowsFor(columns: ReadonlyArray<readonly LayoutNode[]>, aspect: number): number {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  return Math.max(4, Math.ceil(Math.sqrt((count * COLUMN_TO_ROW) / aspect)));
}
