import { contains, type Point } from '../../../src/flowgraph/layout/geometry';
import { isCover } from './covers';
import { type Color, paintOver } from './color';
import { type Fill, type Picture } from './picture';
import { RectGrid } from './rectGrid';

/** The fills of a picture by their position. */
export class Backdrop {
  private readonly background: Color;
  private readonly fills: RectGrid<Fill>;

  constructor({ screen, background, fills }: Picture) {
    this.background = background;
    this.fills = new RectGrid(screen, fills);
  }

  /** The color at a point of everything that is painted before a position in the painting order. */
  colorAt(point: Point, order: number): Color {
    return this.at(point)
      .filter((fill) => fill.order < order)
      .reduce((behind, { color }) => paintOver(behind, color), this.background);
  }

  /** Whether a point is hidden by what is painted after a position in the painting order. */
  isHidden(point: Point, order: number): boolean {
    return this.at(point).some((fill) => fill.order > order && isCover(fill));
  }

  private at(point: Point): Fill[] {
    return [...this.fills.near({ ...point, width: 0, height: 0 })]
      .filter(({ rect }) => contains(rect, point))
      .sort((a, b) => a.order - b.order);
  }
}
