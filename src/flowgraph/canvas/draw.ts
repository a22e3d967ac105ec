import { type Size } from '../layout/geometry';
import { type Scene } from '../layout/scene';
import { drawEdges } from './drawEdges';
import { drawGroups } from './drawGroups';
import { drawNodes } from './drawNodes';
import { type Highlight } from './highlight';
import { type Palette } from './palette';
import { type WidthScale } from './scale';
import { type View } from './view';

/** All that a picture depends on. The same input draws the same pixels. */
export interface Picture {
  scene: Scene;
  view: View;
  screen: Size;
  palette: Palette;
  widths: WidthScale;
  /** What stays bright; everything where nothing is chosen. */
  highlight: Highlight | undefined;
}

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
