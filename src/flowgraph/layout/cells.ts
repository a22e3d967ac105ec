import { type Rect } from './geometry';

/** Aspect ratios at which cells are most readable: ends of pod names inside, full names of networks outside. */
export const CELL_ASPECT = { inside: 2.4, outside: 9 } as const;
const MAX_HEADER = 18;
const HEADER_SHARE = 0.35;
const MARGIN_SHARE = 0.03;
const GAP_SHARE = 0.12;

/** The area of an expanded node below its name. */
export function cellArea({ x, y, width, height }: Rect): Rect {
  const header = headerHeight({ height });
  const margin = Math.min(width, height) * MARGIN_SHARE;
  return { x: x + margin, y: y + header, width: width - 2 * margin, height: height - header - margin };
}

/** Height of the name of an expanded node. */
export function headerHeight({ height }: { height: number }): number {
  return Math.min(MAX_HEADER, height * HEADER_SHARE);
}

/** The cell with an index in an area, row by row, in a shape as close to the aspect ratio as possible. */
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

/** Number of cells for a number of children, rounded up in steps, so that one more child does not move all others. */
export function capacityFor(count: number): number {
  let capacity = 1;
  while (capacity < count) {
    capacity = capacity < 4 ? capacity + 1 : Math.ceil(capacity * 1.5);
  }
  return capacity;
}
