import { pan, toScreen, type Viewport } from '../canvas/viewport';
import { type Point, type Size } from '../layout/geometry';

/** What lies over the picture at its sides, in CSS pixels. */
export interface Insets {
  left: number;
  right: number;
}

const MARGIN = 40;

/** The view moved by as little as it takes to see a point beside what covers the picture; the same view where it is seen. */
export function scrollIntoView(
  viewport: Viewport,
  point: Point,
  { width, height }: Size,
  { left, right }: Insets
): Viewport {
  const { x, y } = toScreen(viewport, point);
  const dx = within(x, left + MARGIN, width - right - MARGIN) - x;
  const dy = within(y, MARGIN, height - MARGIN) - y;
  return dx === 0 && dy === 0 ? viewport : pan(viewport, dx, dy);
}

/** The nearest place between two bounds; halfway where these leave no room. */
function within(at: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(Math.max(at, least), most);
}
