import { pan, toScreen, type Viewport } from '../canvas/viewport';
import { type Point, type Size } from '../layout/geometry';

/** Widths that are covered at the sides of the graph, in CSS pixels. */
export interface Insets {
  left: number;
  right: number;
}

const MARGIN = 40;

/**
 * Moves the viewport by the minimum distance that makes a point visible between the covered sides. Returns the same
 * viewport if the point is already visible.
 *
 * @param point in world units
 * @param screen in CSS pixels
 */
export function scrollIntoView(viewport: Viewport, point: Point, screen: Size, { left, right }: Insets): Viewport {
  const { width, height } = screen;
  const { x, y } = toScreen(viewport, point);
  const dx = within(x, left + MARGIN, width - right - MARGIN) - x;
  const dy = within(y, MARGIN, height - MARGIN) - y;
  return dx === 0 && dy === 0 ? viewport : pan(viewport, dx, dy);
}

/** The nearest value between two bounds; their mean if they leave no space. */
function within(at: number, least: number, most: number): number {
  return least > most ? (least + most) / 2 : Math.min(Math.max(at, least), most);
}
