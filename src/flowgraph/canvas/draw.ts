import { drawEdges } from './drawEdges';
import { drawGroups } from './drawGroups';
import { drawNodes } from './drawNodes';
import { type Picture } from './picture';

/** Draws a whole frame. The context's unit is the CSS pixel. */
export function draw(context: CanvasRenderingContext2D, picture: Picture): void {
  const { view, screen, palette } = picture;
  context.save();
  context.fillStyle = palette.background;
  context.fillRect(0, 0, screen.width, screen.height);
  context.translate(view.offsetX, view.offsetY);
  context.scale(view.zoom, view.zoom);
  drawGroups(context, picture);
  drawEdges(context, picture);
  drawNodes(context, picture);
  context.restore();
}
