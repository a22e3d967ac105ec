import { overlap, type Point, type Rect } from '../layout/geometry';
import { pointOn } from '../layout/route';
import { type StyledEdge, visibleEdges } from './drawEdges';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { type TextFitter } from './text';
import { toScreen } from './view';

const FONT_PIXELS = 11;
const PADDING = 3;
const MARK_PIXELS = 5;
/** Edges shorter than this on the screen have no room for words. */
const MIN_LENGTH_PIXELS = 70;
const MAX_LABELS = 120;
/** In a crowd only what is worth a look is written on. */
const MAX_EDGES_WITH_LABELS = 400;
/** Tried in this order: nearer to the client where opposite edges would collide in the middle. */
const POSITIONS = [0.5, 0.35, 0.65];

/**
 * Writes values on edges, worst and widest first, each where it covers neither a node nor another
 * label. What is worth a look has a mark beside its number, so that colour is not all that tells.
 */
export function drawLabels(pen: Pen, picture: Picture, texts: TextFitter): void {
  const { palette } = picture;
  const seen = visibleEdges(picture);
  const candidates = [...seen]
    .filter(({ style }) => style.rank > 0 || seen.length <= MAX_EDGES_WITH_LABELS)
    .sort((a, b) => b.style.rank - a.style.rank || b.style.width - a.style.width);
  const taken: Rect[] = picture.nodes.map(({ rect }) => screenRect(rect, picture));
  let drawn = 0;
  pen.font = `500 ${FONT_PIXELS}px ${palette.fontFamily}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const styled of candidates) {
    const text = picture.look.labelOf(styled.placed.edge);
    if (text !== undefined && drawn < MAX_LABELS && isLongEnough(styled, picture)) {
      const width = texts.widthOf(text) * FONT_PIXELS + (styled.style.rank > 0 ? 2 * MARK_PIXELS + PADDING : 0);
      const box = freeBox(styled, { width, height: FONT_PIXELS }, picture, taken);
      if (box) {
        taken.push(box);
        drawLabel(pen, box, text, styled, picture);
        drawn += 1;
      }
    }
  }
}

function freeBox(
  { curve }: StyledEdge,
  { width, height }: { width: number; height: number },
  { view }: Picture,
  taken: readonly Rect[]
): Rect | undefined {
  for (const t of POSITIONS) {
    const at: Point = toScreen(view, pointOn(curve, t));
    const box = {
      x: at.x - width / 2 - PADDING,
      y: at.y - height / 2 - PADDING,
      width: width + 2 * PADDING,
      height: height + 2 * PADDING,
    };
    if (!taken.some((other) => overlap(other, box))) {
      return box;
    }
  }
  return undefined;
}

function drawLabel(
  pen: Pen,
  { x, y, width, height }: Rect,
  text: string,
  { style }: StyledEdge,
  { palette }: Picture
): void {
  pen.globalAlpha = 0.88;
  pen.fillStyle = palette.background;
  pen.beginPath();
  pen.roundRect(x, y, width, height, 3);
  pen.fill();
  pen.globalAlpha = 1;
  let left = x + PADDING;
  if (style.rank > 0) {
    drawMark(pen, left + MARK_PIXELS, y + height / 2, style.color);
    left += 2 * MARK_PIXELS + PADDING;
  }
  pen.fillStyle = style.rank > 0 ? palette.text : palette.secondaryText;
  pen.fillText(text, left, y + height / 2);
}

/** A warning triangle. */
function drawMark(pen: Pen, x: number, y: number, color: string): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x, y - MARK_PIXELS);
  pen.lineTo(x + MARK_PIXELS, y + MARK_PIXELS * 0.8);
  pen.lineTo(x - MARK_PIXELS, y + MARK_PIXELS * 0.8);
  pen.closePath();
  pen.fill();
}

function isLongEnough({ curve: { from, to }, style }: StyledEdge, { view }: Picture): boolean {
  const length = Math.hypot(to.x - from.x, to.y - from.y) * view.zoom;
  return length >= (style.rank > 0 ? MIN_LENGTH_PIXELS / 2 : MIN_LENGTH_PIXELS);
}

function screenRect({ x, y, width, height }: Rect, { view }: Picture): Rect {
  return { ...toScreen(view, { x, y }), width: width * view.zoom, height: height * view.zoom };
}
