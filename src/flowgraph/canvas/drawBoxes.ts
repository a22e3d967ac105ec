import { type Rect } from '../layout/geometry';
import { headerHeight } from '../layout/cells';
import { BOX_HEADER } from '../layout/ground';
import { type PlacedNode } from '../layout/scene';
import { isSeen } from './drawNodes';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { type TextFitter, WEIGHT } from './text';
import { visibleWorld } from './view';

const RADIUS = 8;
/** Below this height on the screen a name is not legible and only noise. */
const MIN_TEXT_PIXELS = 6;
const FONT_PIXELS = 13;
/** A name on the screen is never larger than this, however near one looks. */
const MAX_FONT_PIXELS = 16;
const MARGIN = 10;

/** Open boxes: quiet frames. */
export function drawBoxes(pen: Pen, picture: Picture): void {
  const { palette, view } = picture;
  for (const placed of boxesOnScreen(picture)) {
    const { x, y, width, height } = placed.rect;
    pen.beginPath();
    pen.roundRect(x, y, width, height, Math.min(RADIUS, height / 6));
    pen.fillStyle = palette.groupFill;
    pen.fill();
    pen.strokeStyle = palette.groupBorder;
    pen.lineWidth = 1 / Math.max(view.zoom, 1);
    pen.stroke();
  }
}

/** The names of open boxes, in their upper left corners. */
export function drawBoxNames(pen: Pen, picture: Picture, texts: TextFitter): void {
  boxesOnScreen(picture).forEach((placed) => drawName(pen, placed, picture, texts));
}

function boxesOnScreen({ boxes, view, screen }: Picture): PlacedNode[] {
  const world = visibleWorld(view, screen);
  return boxes.filter(({ rect }) => isSeen(rect, world));
}

function drawName(pen: Pen, { node, rect }: PlacedNode, { palette, view }: Picture, texts: TextFitter): void {
  const header = headerOf(node.kind, rect);
  // When zoomed out, names stay as large as there is room for.
  const largest = Math.min(header * 0.74, MAX_FONT_PIXELS / view.zoom);
  const size = Math.min(FONT_PIXELS / Math.min(view.zoom, 1), largest);
  if (size * view.zoom < MIN_TEXT_PIXELS) {
    return;
  }
  const margin = Math.min(MARGIN, header * 0.4);
  pen.font = `${WEIGHT} ${size}px ${palette.fontFamily}`;
  pen.textBaseline = 'top';
  pen.textAlign = 'left';
  pen.fillStyle = palette.groupText;
  const text = texts.fit(node.label, (rect.width - 2 * margin) / size);
  pen.fillText(text, rect.x + margin, rect.y + (header - size) / 2);
}

/** Namespaces and zones have a header of their own; in smaller boxes it is as high as there is room. */
function headerOf(kind: string, rect: Rect): number {
  return kind === 'namespace' || kind === 'zone' || kind === 'group' ? BOX_HEADER : headerHeight(rect);
}
