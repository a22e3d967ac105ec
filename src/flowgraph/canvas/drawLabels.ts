import { isWithin, type Point, type Rect, type Size } from '../layout/geometry';
import { RectIndex } from '../layout/rectIndex';
import { pointOn } from '../layout/edgeCurve';
import { type StyledEdge } from './styledEdge';
import { drawNames } from './drawNames';
import { isSeen } from './drawNodes';
import { type DrawContext } from './drawContext';
import { type RenderInput } from './renderInput';
import { type TextFitter, WEIGHT } from './text';
import { toScreen, visibleWorld } from './viewport';

const FONT_PIXELS = 11;
const PADDING = 3;
const MARK_PIXELS = 5;
/** Edges shorter than this on the screen have no room for words. */
const MIN_LENGTH_PIXELS = 70;
const MAX_LABELS = 120;
/** About the length of a label. */
const CELL_PIXELS = 60;
/** Smaller than this, nodes are a pattern, over which words may lie. */
const MIN_NODE_PIXELS = 4;
/** About the size of a box's name. */
const NAME_PIXELS = 13;
/** In a crowd only what is worth a look is written on. */
const MAX_EDGES_WITH_LABELS = 400;
/** Tried in this order: nearer to the client where opposite edges would collide in the middle. */
const POSITIONS = [0.5, 0.35, 0.65];
/** How far above and below, or beside it, what is worth a look may be said, in CSS pixels; what is worst also further. */
const OFFSETS = [0, -20, 20, -38, 38, -56, 56, -76, 76, -96, 96];
const OFFSETS_OF_RANK = [1, 7, OFFSETS.length];
const BESIDE = 12;
/** With more labels beside their edges than this nobody sees which is whose. */
const MAX_BESIDE = 16;
/** Said further away than this, a line leads to what it is said of. */
const MIN_LEADER_LENGTH = 4;
const MARK_POSITIONS = [0.5, 0.3, 0.7, 0.12, 0.88];

/**
 * Writes the names for which nodes are too small, and values on edges, worst and widest first, each where it
 * covers neither a name nor another label.
 * What is worth a look has a mark, also where there is no room for its number, so that colour is not all
 * that tells.
 *
 * @param edges those on the screen
 */
export function drawLabels(
  context: DrawContext,
  input: RenderInput,
  edges: readonly StyledEdge[],
  texts: TextFitter
): void {
  const names = namesOnScreen(input, texts);
  drawNames(context, input, texts, names);
  // Labels and marks keep off each other.
  const said = new RectIndex(CELL_PIXELS);
  let labels = 0;
  let besides = 0;
  context.font = `${WEIGHT} ${FONT_PIXELS}px ${input.palette.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const styled of candidatesOf(input, edges)) {
    const text = labels < MAX_LABELS ? input.encoding.labelOf(styled.placed.edge) : undefined;
    const reach = besides < MAX_BESIDE ? styled.colorStep.rank : 0;
    const spot = text && freeSpot(styled, { size: sizeOf(text, styled, texts), reach }, input, [names, said]);
    if (spot && text) {
      said.add(spot.labelBox);
      labels += 1;
      besides += drawLeaderLine(context, spot, styled) ? 1 : 0;
      drawLabel(context, spot.labelBox, text, styled, input);
    } else if (styled.colorStep.rank > 0) {
      drawMarkAlone(context, styled, input, [names, said]);
    }
  }
}

/** Where there is no room for words; one mark is enough where many would lie on each other. */
function drawMarkAlone(
  context: DrawContext,
  { curve, colorStep }: StyledEdge,
  { viewport, palette }: RenderInput,
  [names, said]: [names: RectIndex, said: RectIndex]
): void {
  const markBoxAt = (t: number): Rect => {
    const at = toScreen(viewport, pointOn(curve, t));
    return { x: at.x - MARK_PIXELS, y: at.y - MARK_PIXELS, width: 2 * MARK_PIXELS, height: 2 * MARK_PIXELS };
  };
  const labelBox = markBoxAt(MARK_POSITIONS.find((t) => !names.isHit(markBoxAt(t))) ?? 0.5);
  if (!said.isHit(labelBox)) {
    said.add(labelBox);
    drawMark(context, labelBox.x + MARK_PIXELS, labelBox.y + MARK_PIXELS, colorStep.color, palette.background);
  }
}

/** Worst first; in a crowd only what is worth a look. */
function candidatesOf(input: RenderInput, seen: readonly StyledEdge[]): StyledEdge[] {
  return seen
    .filter(({ colorStep }) => colorStep.rank > 0 || seen.length <= MAX_EDGES_WITH_LABELS)
    .filter((styled) => styled.colorStep.rank > 0 || (!styled.isStub && isLongEnough(styled, input)))
    .sort((a, b) => b.colorStep.rank - a.colorStep.rank || b.width - a.width);
}

function sizeOf(text: string, { colorStep }: StyledEdge, texts: TextFitter): Size {
  const mark = colorStep.rank > 0 ? 2 * MARK_PIXELS + PADDING : 0;
  return { width: texts.widthOf(text) * FONT_PIXELS + mark, height: FONT_PIXELS };
}

/** Where nodes are that are not too small to be told apart, and the names of open boxes. */
function namesOnScreen(input: RenderInput, texts: TextFitter): RectIndex {
  const { nodes, groups, viewport, screen } = input;
  const world = visibleWorld(viewport, screen);
  const index = new RectIndex(CELL_PIXELS);
  const onScreen = ({ x, y, width, height }: Rect): Rect => {
    return { ...toScreen(viewport, { x, y }), width: width * viewport.zoom, height: height * viewport.zoom };
  };
  for (const { rect } of nodes) {
    if (rect.height * viewport.zoom >= MIN_NODE_PIXELS && isSeen(rect, world)) {
      index.add(onScreen(rect));
    }
  }
  for (const { node, rect } of groups) {
    const { x, y, width } = onScreen(rect);
    const nameWidth = Math.min(texts.widthOf(node.label) * NAME_PIXELS + 12, width);
    index.add({ x, y, width: nameWidth, height: NAME_PIXELS + 8 });
  }
  return index;
}

/** Where a label lies, and the point of its edge that it is about. */
interface Spot {
  labelBox: Rect;
  at: Point;
}

interface LayoutJob {
  size: Size;
  /** How far from the edge it may lie, as far as what has that rank. */
  reach: number;
}

/** On the edge; what is worth a look also beside it, where no name is between it and the edge if that can be. */
function freeSpot(
  { curve }: StyledEdge,
  { size, reach }: LayoutJob,
  { viewport, screen }: RenderInput,
  taken: readonly RectIndex[]
): Spot | undefined {
  let behindNames: Spot | undefined;
  for (const { x, y } of placesAround(size, reach)) {
    for (const t of POSITIONS) {
      const at = toScreen(viewport, pointOn(curve, t));
      const labelBox = labelBoxAround({ x: at.x + x, y: at.y + y }, size);
      const isOnScreen = (x === 0 && y === 0) || isWithin(labelBox, { x: 0, y: 0, ...screen });
      if (isOnScreen && !taken.some((index) => index.isHit(labelBox))) {
        if (!taken[0]?.isHit(leaderLineMiddle({ labelBox, at }))) {
          return { labelBox, at };
        }
        behindNames ??= { labelBox, at };
      }
    }
  }
  return behindNames;
}

/** About where the line from what is said to what it is about runs. */
function leaderLineMiddle({ labelBox, at }: Spot): Rect {
  const end = nearestIn(labelBox, at);
  return { x: (at.x + end.x) / 2, y: (at.y + end.y) / 2, width: 0, height: 0 };
}

/** From the edge outwards. */
function placesAround({ width }: Size, rank: number): Point[] {
  const beside = width / 2 + PADDING + BESIDE;
  const xs = rank === 0 ? [0] : [0, beside, -beside];
  return OFFSETS.slice(0, OFFSETS_OF_RANK[Math.min(rank, 2)]).flatMap((y) => xs.map((x) => ({ x, y })));
}

function labelBoxAround({ x, y }: Point, { width, height }: Size): Rect {
  return {
    x: x - width / 2 - PADDING,
    y: y - height / 2 - PADDING,
    width: width + 2 * PADDING,
    height: height + 2 * PADDING,
  };
}

/** @returns whether the label is so far away that a line has to lead there */
function drawLeaderLine(context: DrawContext, { labelBox, at }: Spot, { colorStep }: StyledEdge): boolean {
  const end = nearestIn(labelBox, at);
  if (Math.hypot(end.x - at.x, end.y - at.y) <= MIN_LEADER_LENGTH) {
    return false;
  }
  context.globalAlpha = 1;
  context.strokeStyle = colorStep.color;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(at.x, at.y);
  context.lineTo(end.x, end.y);
  context.stroke();
  return true;
}

function nearestIn({ x, y, width, height }: Rect, at: Point): Point {
  return { x: nearest(at.x, x, x + width), y: nearest(at.y, y, y + height) };
}

function nearest(at: number, least: number, most: number): number {
  return Math.min(Math.max(at, least), most);
}

function drawLabel(
  context: DrawContext,
  { x, y, width, height }: Rect,
  text: string,
  { colorStep }: StyledEdge,
  { palette }: RenderInput
): void {
  context.globalAlpha = 0.88;
  context.fillStyle = palette.background;
  context.beginPath();
  context.roundRect(x, y, width, height, 3);
  context.fill();
  context.globalAlpha = 1;
  let left = x + PADDING;
  if (colorStep.rank > 0) {
    drawMark(context, left + MARK_PIXELS, y + height / 2, colorStep.color, palette.background);
    left += 2 * MARK_PIXELS + PADDING;
  }
  context.fillStyle = colorStep.rank > 0 ? palette.text : palette.secondaryText;
  context.fillText(text, left, y + height / 2);
}

/** A warning triangle. */
function drawMark(context: DrawContext, x: number, y: number, color: string, around: string): void {
  context.beginPath();
  context.moveTo(x, y - MARK_PIXELS);
  context.lineTo(x + MARK_PIXELS, y + MARK_PIXELS * 0.8);
  context.lineTo(x - MARK_PIXELS, y + MARK_PIXELS * 0.8);
  context.closePath();
  context.strokeStyle = around;
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = color;
  context.fill();
}

function isLongEnough({ curve: { from, to } }: StyledEdge, { viewport }: RenderInput): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) * viewport.zoom >= MIN_LENGTH_PIXELS;
}
