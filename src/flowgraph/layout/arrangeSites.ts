import { columnsOf } from './columns';
import { boundsOf, type Rect, type Size } from './geometry';
import { BOX_HEADER, BOX_PADDING, type Call, EMPTY_BOX, type Site } from './ground';

export const COLUMN_GAP = 46;
export const ROW_GAP = 14;

/** A box with what stands in it, its own upper left corner at the origin. */
export interface ArrangedBox {
  size: Size;
  sites: Map<string, Rect>;
}

/** Width to height of a box among others in a picture that is wider than high. */
export const BOX_ASPECT = 2;

/**
 * Arranges the sites of one box in columns and puts a box with room for its name around them.
 *
 * @param aspect about how many times as wide as high the box shall be
 */
export function arrangeSites(sites: readonly Site[], calls: readonly Call[], aspect = BOX_ASPECT): ArrangedBox {
  const byId = new Map(sites.map((site) => [site.id, site]));
  const columns = columnsOf([...byId.keys()], calls, rowsFor(sites, aspect)).map((ids) =>
    ids.flatMap((id) => byId.get(id) ?? [])
  );
  const placed = placeColumns(columns);
  if (placed.size === 0) {
    return { size: EMPTY_BOX, sites: placed };
  }
  const { x, y, width, height } = boundsOf(placed.values());
  return { size: { width: x + width + BOX_PADDING, height: y + height + BOX_PADDING }, sites: placed };
}

/** Puts columns beside each other below the header of a box, each in the middle of its height. */
export function placeColumns(columns: readonly Site[][]): Map<string, Rect> {
  const tallest = Math.max(0, ...columns.map(columnHeight));
  const placed = new Map<string, Rect>();
  let x = BOX_PADDING;
  for (const column of columns) {
    let y = BOX_HEADER + BOX_PADDING + (tallest - columnHeight(column)) / 2;
    for (const { id, size } of column) {
      placed.set(id, { x, y, ...size });
      y += size.height + ROW_GAP;
    }
    x += Math.max(0, ...column.map(({ size }) => size.width)) + COLUMN_GAP;
  }
  return placed;
}

export function columnHeight(column: readonly Site[]): number {
  return column.reduce((sum, { size }) => sum + size.height + ROW_GAP, -ROW_GAP);
}

const COLUMN_TO_ROW = 3.25;

/** As many rows as give a box of such sites its shape, and never a mere line. */
function rowsFor(sites: readonly Site[], aspect: number): number {
  return Math.max(4, Math.ceil(Math.sqrt((sites.length * COLUMN_TO_ROW) / aspect)));
}
