import { type DrawContext } from './drawContext';
import { markScale } from './viewport';

/** The glow around a frame, and the frame itself. What is drawn over the outline covers the inner half of both. */
const STROKES = [
  { pixels: 6, opacity: 0.3 },
  { pixels: 2.5, opacity: 1 },
];
const TINT_OPACITY = 0.2;

/**
 * Draws a glowing frame around the end of a severe problem.
 *
 * @param trace traces the outline
 */
export function drawFrame(context: DrawContext, color: string, zoom: number, trace: () => void): void {
  context.strokeStyle = color;
  for (const { pixels, opacity } of STROKES) {
    context.globalAlpha = opacity;
    context.lineWidth = (2 * pixels * markScale(zoom)) / zoom;
    trace();
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Tints the area within a frame, whose outline is traced. */
export function tintFrame(context: DrawContext, color: string): void {
  context.globalAlpha = TINT_OPACITY;
  context.fillStyle = color;
  context.fill();
  context.globalAlpha = 1;
}
