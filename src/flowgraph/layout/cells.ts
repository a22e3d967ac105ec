import { type Rect } from './geometry';

/** Width to height at which a cell is read best: ends of pods' names, and whole names of networks. */
export const CELL_ASPECT = { inside: 2.4, outside: 9 } as const;
const MAX_HEADER = 18;
const HEADER_SHARE = 0.35;
const MARGIN_SHARE = 0.03;
const GAP_SHARE = 0.12;

/** The free part of an open box below its name. */
export function cellArea({ x, y, width, height }: Rect): Rect {
  const header = headerHeight({ height });
  const margin = Math.min(width, height) * MARGIN_SHARE;
  return { x: x + margin, y: y + header, width: width - 2 * margin, height: height - header - margin };
}

/** How much of an open box its name takes. */
export function headerHeight({ height }: { height: number }): number {
  return Math.min(MAX_HEADER, height * HEADER_SHARE);
}

/** The n-th of some cells in an area, row by row, each as near as may be to a readable shape. */
export function cellAt(area: Rect, index: number, capacity: number, aspect: number): Rect {
  const columns = columnsFor(area, capacity, aspect);
  const rows = Math.ceil(capacity / columns);
  const width = area.width / columns;
  const height = area.height / rows;
  const gap = Math.min(width, height) * GAP_SHARE;
  return {
    x: area.x + (index % columns) * width + gap / 2,
    y: area.y + Math.floor(index / columns) * height + gap / 2,
    width: width - gap,
    height: height - gap,
  };
}

function columnsFor({ width, height }: Rect, capacity: number, aspect: number): number {
  const ideal = Math.sqrt((capacity * width) / (height * aspect));
  return Math.min(Math.max(Math.round(ideal), 1), capacity);
}

/** Room for a count of cells and some more, in steps, so that one more does not shift all others. */
export function capacityFor(count: number): number {
  let capacity = 1;
  while (capacity < count) {
    capacity = capacity < 4 ? capacity + 1 : Math.ceil(capacity * 1.5);
  }
  return capacity;
}
