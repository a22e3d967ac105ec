import { draw } from '../canvas/draw';
import { type Pen } from '../canvas/pen';
import { type Picture } from '../canvas/picture';
import { canvasFitter } from '../canvas/text';
import { type Size } from '../layout/geometry';

const FONT_PIXELS = 12;
const LINE_PIXELS = 24;
const MARGIN_PIXELS = 8;

/** The size of a picture with its caption below, in CSS pixels. */
export function captionedSize({ screen }: Picture): Size {
  return { width: screen.width, height: screen.height + LINE_PIXELS };
}

/**
 * Draws a picture and, in a line below it, what it shows and how much of it: a file is read where nothing else says so.
 */
export function drawCaptioned(pen: Pen, picture: Picture, caption: string): void {
  const { screen, palette } = picture;
  draw(pen, picture, canvasFitter(palette.fontFamily));
  pen.save();
  pen.fillStyle = palette.background;
  pen.fillRect(0, screen.height, screen.width, LINE_PIXELS);
  pen.fillStyle = palette.secondaryText;
  pen.font = `${FONT_PIXELS}px ${palette.fontFamily}`;
  pen.textAlign = 'start';
  pen.textBaseline = 'middle';
  pen.fillText(caption, MARGIN_PIXELS, screen.height + LINE_PIXELS / 2);
  pen.restore();
}
