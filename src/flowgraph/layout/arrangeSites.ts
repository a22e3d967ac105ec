import { wrapColumns } from './columns';
import { boundsOf, type Rect, type Size } from './geometry';
import { BOX_HEADER, BOX_PADDING, EMPTY_BOX, type Site } from './ground';

export const COLUMN_GAP = 46;
export const ROW_GAP = 20;

/** A box with what stands in it, its own upper left corner at the origin. */
export interface ArrangedBox {
  size: Size;
  sites: Map<string, Rect>;
}

/** What a box shall look like. */
export interface BoxShape {
  /** About how many times as wide as high. */
  aspect: number;
  /** With more columns than this many times what the aspect asks for, callers left of callees is only an order. */
  stretch: number;
  /** Whether callers stand left of callees; otherwise sites stand in the order of their names. */
  followsCalls: boolean;
  /** Between two that stand below each other. Where they may call each other, edges need room to be seen. */
  rowGap: number;
}

/** Of a box among others in a picture that is wider than high. */
export const WIDE: BoxShape = { aspect: 2, stretch: 1.7, rowGap: ROW_GAP, followsCalls: true };

/** Fits the columns of one box into a shape and puts a box with room for its name around them. */
export function arrangeSites(columns: ReadonlyArray<readonly Site[]>, shape = WIDE): ArrangedBox {
  const placed = placeColumns(wrapColumns(columns, rowsFor(columns, shape.aspect), shape.stretch), shape.rowGap);
  if (placed.size === 0) {
    return { size: EMPTY_BOX, sites: placed };
  }
  const { x, y, width, height } = boundsOf(placed.values());
  return { size: { width: x + width + BOX_PADDING, height: y + height + BOX_PADDING }, sites: placed };
}

/** Puts columns beside each other below the header of a box, each in the middle of its height. */
function placeColumns(columns: ReadonlyArray<readonly Site[]>, rowGap: number): Map<string, Rect> {
  const heightOf = (column: readonly Site[]) => columnHeight(column, rowGap);
  const tallest = Math.max(0, ...columns.map(heightOf));
  const placed = new Map<string, Rect>();
  let x = BOX_PADDING;
  for (const column of columns) {
    let y = BOX_HEADER + BOX_PADDING + (tallest - heightOf(column)) / 2;
    for (const { id, size } of column) {
      placed.set(id, { x, y, ...size });
      y += size.height + rowGap;
    }
    x += Math.max(0, ...column.map(({ size }) => size.width)) + COLUMN_GAP;
  }
  return placed;
}

function columnHeight(column: readonly Site[], rowGap: number): number {
  return column.reduce((sum, { size }) => sum + size.height + rowGap, -rowGap);
}

const COLUMN_TO_ROW = 3.25;

/** As many rows as give a box of such sites its shape, and never a mere line. */
function rowsFor(columns: ReadonlyArray<readonly Site[]>, aspect: number): number {
  const count = columns.reduce((sum, { length }) => sum + length, 0);
  return Math.max(4, Math.ceil(Math.sqrt((count * COLUMN_TO_ROW) / aspect)));
}
