import { type Point, type Rect, type Size } from '../layout/geometry';

/** The visible part of the world: screen = world * zoom + offset, with screen and offset in CSS pixels. */
export interface Viewport {
  zoom: number;
  offsetX: number;
  offsetY: number;
}

const MIN_ZOOM = 0.01;
/** Enough to read the name of one pod among a thousand in its workload. */
const MAX_ZOOM = 40;
const FIT_PADDING = 8;
/** The largest zoom at which a whole graph is shown: on a wall, a few nodes are larger than on a laptop. */
const MAX_FIT_ZOOM = { least: 1.2, most: 2.6, perPixelOfHeight: 1 / 420 };

/**
 * The viewport that shows all of a rectangle.
 *
 * @param bounds in world units
 * @param screen in CSS pixels
 */
export function fitViewport(bounds: Rect, screen: Size, maxZoom = maxFitZoom(screen)): Viewport {
  const free = { width: screen.width - 2 * FIT_PADDING, height: screen.height - 2 * FIT_PADDING };
  const zoom = clampZoom(
    Math.min(maxZoom, free.width / Math.max(bounds.width, 1), free.height / Math.max(bounds.height, 1))
  );
  return {
    zoom,
    offsetX: (screen.width - bounds.width * zoom) / 2 - bounds.x * zoom,
    offsetY: (screen.height - bounds.height * zoom) / 2 - bounds.y * zoom,
  };
}

function maxFitZoom({ height }: Size): number {
  return Math.min(Math.max(height * MAX_FIT_ZOOM.perPixelOfHeight, MAX_FIT_ZOOM.least), MAX_FIT_ZOOM.most);
}

/**
 * Zooms by a factor around a point.
 *
 * @param point on the screen, in CSS pixels; the part of the world under it does not move
 */
export function zoomAt(viewport: Viewport, point: Point, factor: number): Viewport {
  const zoom = clampZoom(viewport.zoom * factor);
  const ratio = zoom / viewport.zoom;
  return {
    zoom,
    offsetX: point.x - (point.x - viewport.offsetX) * ratio,
    offsetY: point.y - (point.y - viewport.offsetY) * ratio,
  };
}

/** Moves the viewport by a distance in CSS pixels. */
export function pan(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, offsetX: viewport.offsetX + dx, offsetY: viewport.offsetY + dy };
}

/** The visible part of the world, in world units. */
export function visibleWorld({ zoom, offsetX, offsetY }: Viewport, { width, height }: Size): Rect {
  return { x: -offsetX / zoom, y: -offsetY / zoom, width: width / zoom, height: height / zoom };
}

/** Marks and labels keep their size at any zoom, except that they grow with the graph on a wall. */
const MAX_MARK_SCALE = 1.6;

/** How much larger marks and labels are than on a laptop. */
export function markScale(zoom: number): number {
  return Math.min(Math.max(zoom, 1), MAX_MARK_SCALE);
}

/** Converts a point from world units to CSS pixels on the screen. */
export function toScreen({ zoom, offsetX, offsetY }: Viewport, { x, y }: Point): Point {
  return { x: x * zoom + offsetX, y: y * zoom + offsetY };
}

/** Converts a point from CSS pixels on the screen to world units. */
export function toWorld({ zoom, offsetX, offsetY }: Viewport, point: Point): Point {
  return { x: (point.x - offsetX) / zoom, y: (point.y - offsetY) / zoom };
}

function clampZoom(zoom: number): number {
  return Math.min(Math.max(zoom, MIN_ZOOM), MAX_ZOOM);
}
