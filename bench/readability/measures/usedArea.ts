import { boundsOf, type Rect } from '../../../src/flowgraph/layout/geometry';
import { CellGrid } from '../picture/cellGrid';
import { type Picture } from '../picture/picture';
import { segmentsOf } from '../picture/segments';

/** Shares of the area of the whole panel, from 0 to 1. */
export interface UsedArea {
  /** The bounding box of everything that is drawn. */
  bounds: number;
  /** The cells of 8 px in which there is a node, a text, or an edge. Groups are mostly empty, and do not count. */
  cells: number;
}

/** In CSS pixels. */
const CELL = 8;

/** How much of the panel the graph uses. */
export function usedArea(picture: Picture): UsedArea {
  const { panel, screen, edges } = picture;
  const area = panel.width * panel.height;
  const segments = edges.flatMap(({ path }) => segmentsOf(path));
  const marks = marksOf(picture);
  const drawn = boundsOf([...marks, ...picture.boxes.map(({ rect }) => rect), ...segments.map(aroundSegment)]);
  const width = Math.min(drawn.x + drawn.width, screen.width) - Math.max(drawn.x, 0);
  const height = Math.min(drawn.y + drawn.height, screen.height) - Math.max(drawn.y, 0);
  const grid = new CellGrid(screen, CELL);
  const used = new Set<number>();
  const use = (cell: number) => used.add(cell);
  marks.forEach((rect) => grid.inRect(rect, use));
  segments.forEach((segment) => grid.along(segment, use));
  return {
    bounds: (Math.max(width, 0) * Math.max(height, 0)) / area,
    cells: Math.min((used.size * CELL ** 2) / area, 1),
  };
}

function marksOf({ boxes, texts, labels }: Picture): Rect[] {
  return [...boxes.filter(({ isGroup }) => !isGroup), ...texts, ...labels].map(({ rect }) => rect);
}

function aroundSegment({ from, to }: ReturnType<typeof segmentsOf>[number]): Rect {
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}
