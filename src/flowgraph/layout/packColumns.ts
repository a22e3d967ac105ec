import { type ArrangedGroup } from './arrangeNodes';

/** A group with the shapes that it can take. */
export interface ShapedGroup {
  id: string;
  /** At least one; those that come first are better if several fit. */
  shapes: readonly [ArrangedGroup, ...ArrangedGroup[]];
}

/** A group in the shape that was chosen for it. */
interface PackedGroup {
  id: string;
  arranged: ArrangedGroup;
}

/** Columns of groups, with the zoom at which they fit a screen of height 1. */
export interface Packing {
  columns: PackedGroup[][];
  zoom: number;
}

/** The space that columns of groups have, in world units. */
export interface PackingSpace {
  /** Width divided by height of the screen. */
  aspect: number;
  /** The width that is taken by something else. */
  takenWidth: number;
  columnGap: number;
  rowGap: number;
}

const NO_STARTS: ReadonlySet<number> = new Set();
/** How many heights of the columns are tried. */
const HEIGHTS = 48;
/** With more groups, only the first shape of each is tried. */
const MAX_SHAPED = 40;
/** Columns narrower by less than this factor are not worth another shape. */
const NO_GAIN = 1.02;

/**
 * Fills columns with groups, in order, and chooses the shapes of groups so that everything fits the screen at the largest
 * zoom: for each of several heights, the narrowest sequence of columns, by dynamic programming.
 *
 * @param groups clients first
 * @param starts indices of groups that start a new column in any case
 */
export function packColumns(
  groups: readonly ShapedGroup[],
  space: PackingSpace,
  starts: ReadonlySet<number> = NO_STARTS
): Packing {
  const shaped =
    groups.length <= MAX_SHAPED ? groups : groups.map(({ id, shapes }) => ({ id, shapes: [shapes[0]] as const }));
  const packer = new ColumnPacker(shaped, space);
  let best: { ends: number[]; zoom: number; height: number } | undefined;
  for (const height of heightsFor(shaped, space)) {
    const { width, ends } = packer.narrowest(height, starts);
    const zoom = Math.min(space.aspect / (width + space.takenWidth), 1 / height);
    if (Number.isFinite(width) && (!best || zoom > best.zoom * NO_GAIN)) {
      best = { ends, zoom, height };
    }
  }
  return best ? { columns: packer.columns(best.ends, best.height), zoom: best.zoom } : { columns: [], zoom: 0 };
}

/** Heights from that of the tallest group to that of all groups in one column, at equal ratios. */
function heightsFor(groups: readonly ShapedGroup[], { rowGap }: PackingSpace): number[] {
  const lowest = groups.map(({ shapes }) => Math.min(...shapes.map(({ size }) => size.height)));
  const least = Math.max(1, ...lowest);
  const most = Math.max(
    least,
    groups.reduce((sum, { shapes }) => sum + Math.max(...shapes.map(({ size }) => size.height)) + rowGap, 0)
  );
  return Array.from({ length: HEIGHTS }, (_, index) => least * (most / least) ** (index / (HEIGHTS - 1)));
}

/** Heights of the first groups, for one maximum width. */
interface Heights {
  width: number;
  /** By number of groups: the sum of their least heights and gaps, without groups that are wider in all shapes. */
  sums: readonly number[];
  /** By number of groups: how many of them are wider in all shapes. */
  tooWide: readonly number[];
}

/** How many maximum widths of columns are tried. */
const WIDTHS = 32;

class ColumnPacker {
  /** By width, ascending. */
  private readonly heights: readonly Heights[];

  constructor(
    private readonly groups: readonly ShapedGroup[],
    private readonly space: PackingSpace
  ) {
    this.heights = widthsOf(groups).map((width) => {
      const heights = groups.map((group) => lowestWithin(group, width));
      return {
        width,
        sums: runningSums(heights.map((height) => (Number.isFinite(height) ? height + space.rowGap : 0))),
        tooWide: runningSums(heights.map((height) => (Number.isFinite(height) ? 0 : 1))),
      };
    });
  }

  /** The least width of columns up to a height, and the number of groups up to the end of each column. */
  narrowest(height: number, mustStart: ReadonlySet<number>): { width: number; ends: number[] } {
    const { groups, space } = this;
    const width = new Array<number>(groups.length + 1).fill(Infinity);
    const starts = new Array<number>(groups.length + 1).fill(0);
    width[0] = 0;
    for (let end = 1; end <= groups.length; end++) {
      // A column with more groups is at least as wide.
      let column = 0;
      for (let start = end - 1; start >= 0; start--) {
        while (column < this.heights.length && this.heightOf(start, end, column) > height) {
          column += 1;
        }
        const own = this.heights[column];
        if (!own) {
          break;
        }
        const sum = (width[start] ?? Infinity) + own.width + (start === 0 ? 0 : space.columnGap);
        if (sum < (width[end] ?? Infinity)) {
          width[end] = sum;
          starts[end] = start;
        }
        if (mustStart.has(start)) {
          break;
        }
      }
    }
    const ends: number[] = [];
    for (let end = groups.length; end > 0; end = starts[end] ?? 0) {
      ends.unshift(end);
    }
    return { width: width[groups.length] ?? Infinity, ends };
  }

  /** The groups of each column, in the best shapes that fit the column. */
  columns(ends: readonly number[], height: number): PackedGroup[][] {
    return ends.map((end, index) => {
      const start = ends[index - 1] ?? 0;
      const column = this.heights.findIndex((_, at) => this.heightOf(start, end, at) <= height);
      const width = this.heights[column]?.width ?? Infinity;
      let spare = height - this.heightOf(start, end, column);
      return this.groups.slice(start, end).map((group) => {
        const lowest = lowestWithin(group, width);
        const fits = ({ size }: ArrangedGroup) => size.width <= width && size.height - lowest <= spare;
        const arranged = group.shapes.find(fits) ?? group.shapes[0];
        spare -= arranged.size.height - lowest;
        return { id: group.id, arranged };
      });
    });
  }

  private heightOf(start: number, end: number, column: number): number {
    const { sums = [], tooWide = [] } = this.heights[column] ?? {};
    const isTooWide = (tooWide[end] ?? 0) > (tooWide[start] ?? 0);
    return isTooWide ? Infinity : (sums[end] ?? 0) - (sums[start] ?? 0) - this.space.rowGap;
  }
}

/** Widths of shapes, ascending: all, or some that are evenly spread over them, with the largest. */
function widthsOf(groups: readonly ShapedGroup[]): number[] {
  const all = [...new Set(groups.flatMap(({ shapes }) => shapes.map(({ size }) => size.width)))].sort((a, b) => a - b);
  const step = Math.max(1, all.length / WIDTHS);
  return [
    ...new Set(
      Array.from(
        { length: Math.min(all.length, WIDTHS) },
        (_, index) => all[Math.ceil((index + 1) * step) - 1] ?? Infinity
      )
    ),
  ];
}

/** Sums of the first numbers, from none to all. */
function runningSums(numbers: readonly number[]): number[] {
  let sum = 0;
  return [0, ...numbers.map((number) => (sum += number))];
}

/** The least height of a group that is not wider; infinite if it has no such shape. */
function lowestWithin({ shapes }: ShapedGroup, width: number): number {
  return Math.min(...shapes.map(({ size }) => (size.width <= width ? size.height : Infinity)));
}
