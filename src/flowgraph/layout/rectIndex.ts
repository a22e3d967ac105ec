import { inflate, overlap, type Rect } from './geometry';

/** What covers more cells is few, and lies in a list of its own. */
const MAX_CELLS = 100;

/** Tells quickly whether a box lies over one of many, be there thousands. */
export class RectIndex {
  private readonly cells = new Map<number, Rect[]>();
  private readonly large: Rect[] = [];

  /** @param cellLength about the length of the boxes */
  constructor(private readonly cellLength: number) {}

  add(rect: Rect): void {
    if (rect.width * rect.height > MAX_CELLS * this.cellLength ** 2) {
      this.large.push(rect);
      return;
    }
    for (const key of this.keysOf(rect)) {
      const known = this.cells.get(key);
      if (known) {
        known.push(rect);
      } else {
        this.cells.set(key, [rect]);
      }
    }
  }

  /** Whether a box overlaps one of these, or comes nearer to it than a gap. */
  isHit(rect: Rect, gap = 0): boolean {
    if (this.large.some((other) => overlap(rect, other, gap))) {
      return true;
    }
    return this.keysOf(gap === 0 ? rect : inflate(rect, gap)).some((key) =>
      this.cells.get(key)?.some((other) => overlap(rect, other, gap))
    );
  }

  /** Of the cells over which a box lies. */
  private keysOf({ x, y, width, height }: Rect): number[] {
    const { cellLength } = this;
    const keys: number[] = [];
    const lastColumn = Math.floor((x + width) / cellLength);
    const lastRow = Math.floor((y + height) / cellLength);
    for (let column = Math.floor(x / cellLength); column <= lastColumn; column++) {
      for (let row = Math.floor(y / cellLength); row <= lastRow; row++) {
        keys.push(column * ROWS + row);
      }
    }
    return keys;
  }
}

/** More rows than any picture has: a cell's two numbers make one. */
const ROWS = 1e7;
