import { type DrawnPart } from '../../../src/flowgraph/canvas/drawContext';
import { type Point, type Rect } from '../../../src/flowgraph/layout/geometry';

/** A shape as it lands on the screen, in CSS pixels. The shapes of a frame are in painting order. */
export type Drawn = {
  /** A color as browsers return it. */
  color: string;
  /** From 0 to 1; the color can have its own opacity, too. */
  opacity: number;
  /** What it belongs to; undefined for what belongs to the whole picture. */
  of: DrawnPart | undefined;
} & (DrawnArea | DrawnLine | DrawnText);

/** A filled polygon, or a filled rectangle with or without round corners. */
interface DrawnArea {
  kind: 'polygon' | 'rectangle';
  points: Point[];
}

export interface DrawnLine {
  kind: 'line';
  points: Point[];
  width: number;
}

interface DrawnText {
  kind: 'text';
  text: string;
  /** Size of the font. */
  fontPixels: number;
  /** The rectangle around the glyphs. */
  rect: Rect;
}
