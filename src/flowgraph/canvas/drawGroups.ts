import { type Picture } from './picture';
import { fitText } from './text';

const RADIUS = 8;
/** Below this height on the screen a name is not legible and only noise. */
const MIN_TEXT_PIXELS = 6;
const FONT_PIXELS = 13;
/** More would run into the nodes below. */
const MAX_FONT_UNITS = 22;

/** Namespaces: a quiet box with its name in the upper left corner. */
export function drawGroups(context: CanvasRenderingContext2D, { scene, palette, view }: Picture): void {
  for (const { namespace, rect } of scene.groups) {
    context.beginPath();
    context.roundRect(rect.x, rect.y, rect.width, rect.height, RADIUS);
    context.fillStyle = palette.groupFill;
    context.fill();
    context.strokeStyle = palette.groupBorder;
    context.lineWidth = 1;
    context.stroke();
    // When zoomed out, names stay as large as there is room for.
    const size = Math.min(FONT_PIXELS / Math.min(view.zoom, 1), MAX_FONT_UNITS);
    if (size * view.zoom >= MIN_TEXT_PIXELS) {
      context.font = `600 ${size}px ${palette.fontFamily}`;
      context.textBaseline = 'top';
      context.textAlign = 'left';
      context.fillStyle = palette.groupText;
      context.fillText(fitText(context, namespace, rect.width - 20), rect.x + 10, rect.y + 9);
    }
  }
}
