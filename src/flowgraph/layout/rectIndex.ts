import { inflate, overlap, type Rect } from './geometry';

/** Rectangles that cover more cells are rare, and are kept in a separate list. */
const MAX_CELLS = 100;

/** A spatial index: finds out quickly whether a rectangle overlaps one of thousands. */
export class RectIndex {
  private readonly cells = new Map<number, Rect[]>();
  private readonly large: Rect[] = [];

  /** @param cellLength about the length of the rectangles */
  constructor(private readonly cellLength: number) {}

  /** Adds a rectangle to the index. */
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

  /**
   * Whether a rectangle overlaps an indexed one, or is nearer to it than a gap.
   *
   * @param except indexed rectangles that do not count
   */
  isHit(rect: Rect, gap = 0, except?: ReadonlySet<Rect>): boolean {
    const isHitBy = (other: Rect) => overlap(rect, other, gap) && !except?.has(other);
    return (
      this.large.some(isHitBy) ||
      this.keysOf(gap === 0 ? rect : inflate(rect, gap)).some((key) => this.cells.get(key)?.some(isHitBy))
    );
  }

  /** Keys of the cells that a rectangle covers. */
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

/** More rows than any graph has, so that column and row combine to one number. */
const ROWS = 1e7;
