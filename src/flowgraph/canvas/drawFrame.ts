import { type DrawContext } from './drawContext';

/** The glow around a frame, and the frame itself. What is drawn over the outline covers the inner half of both. */
const STROKES = [
  { pixels: 5, opacity: 0.28 },
  { pixels: 2, opacity: 1 },
];

/**
 * Draws a glowing frame around the end of a severe problem.
 *
 * @param trace traces the outline
 */
export function drawFrame(context: DrawContext, color: string, zoom: number, trace: () => void): void {
  context.strokeStyle = color;
  for (const { pixels, opacity } of STROKES) {
    context.globalAlpha = opacity;
    context.lineWidth = (2 * pixels) / zoom;
    trace();
    context.stroke();
  }
  context.globalAlpha = 1;
}
