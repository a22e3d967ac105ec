import { type SimulatedWorld } from '../../shared/world/scenarios';

/**
 * What the camera shows. Zoom 1 without an offset is the whole graph fitted into the container; what stands at
 * `p` there, in CSS px, stands at `p * zoom + offset` in this view.
 */
export interface View {
  zoom: number;
  /** CSS px. */
  offsetX: number;
  offsetY: number;
}

export const WHOLE: View = { zoom: 1, offsetX: 0, offsetY: 0 };

/** The size of the graph in CSS px, which is that of the container. */
export const SIZE = { width: 1200, height: 800 };

/** The name of the renderer that others are compared with. */
export const OURS = 'ours';

/**
 * The input of a first graph: the frames of a data source, or flows that are decoded and
 * have their places already.
 */
export type PaintedFrom = 'frames' | 'places';

/** Something that draws a world, in the page. It gets one world first, then the other calls in any order. */
export interface Renderer {
  /** As in the tables. */
  readonly name: string;
  /** Of one that decodes frames and finds places by itself: gets a world ready to be drawn from there; untimed. */
  prepare?(world: SimulatedWorld, from: PaintedFrom): void;
  /** Draws the whole graph into an empty container; its pixels may come with the next frame. */
  paint(container: HTMLElement, world: SimulatedWorld): void | Promise<void>;
  setView(view: View): void;
  /** Absent if hovering cannot be measured by itself. What hovering over that point of the container (CSS px) finds, nodes before edges. */
  hitTest?(x: number, y: number): string | undefined;
  /** Shows other values of the same nodes and edges. */
  update(world: SimulatedWorld): void;
  destroy(): void;
}
