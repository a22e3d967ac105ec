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
/** Edges that are shorter on the screen have no space for a label. */
const MIN_LENGTH_PIXELS = 70;
const MAX_LABELS = 120;
/** About the length of a label. */
const CELL_PIXELS = 60;
/** Smaller nodes are only a pattern, which labels may cover. */
const MIN_NODE_PIXELS = 4;
/** About the font size of the name of a group. */
const NAME_PIXELS = 13;
/** With more edges, only those that need attention have labels. */
const MAX_EDGES_WITH_LABELS = 400;
/** Positions on the curve to try, in this order: nearer to the client if opposite edges would collide in the middle. */
const POSITIONS = [0.5, 0.35, 0.65];
/** Vertical offsets of labels, in CSS pixels. Labels of higher ranks can be further away from their edge. */
const OFFSETS = [0, -20, 20, -38, 38, -56, 56, -76, 76, -96, 96];
const OFFSETS_OF_RANK = [1, 7, OFFSETS.length];
const BESIDE = 12;
/** With more labels next to their edges, it would be unclear which label belongs to which edge. */
const MAX_BESIDE = 16;
/** In CSS pixels. A label that is further away from its edge gets a leader line. */
const MIN_LEADER_LENGTH = 4;
const MARK_POSITIONS = [0.5, 0.3, 0.7, 0.12, 0.88];

/**
 * Writes names that do not fit into their nodes, and values on edges, by rank and width, wherever they cover neither a
 * name nor another label. Edges that need attention get a warning mark even if there is no space for their value, so
 * that color is not the only indication.
 *
 * @param edges on the screen
 */
export function drawLabels(
  context: DrawContext,
  input: RenderInput,
  edges: readonly StyledEdge[],
  texts: TextFitter
): void {
  const names = namesOnScreen(input, texts);
  drawNames(context, input, texts, names);
  // Labels and marks do not overlap each other.
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

/** Draws a mark if there is no space for a label. One mark is enough where several would overlap. */
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

/** Edges to label, by rank; if there are many edges, only those that need attention. */
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

/** The rectangles of distinguishable nodes and of the names of expanded groups, in CSS pixels. */
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

/** The rectangle of a label, and the point of its edge that it refers to, in CSS pixels. */
interface Spot {
  labelBox: Rect;
  at: Point;
}

interface LayoutJob {
  size: Size;
  /** The rank that determines the maximum distance from the edge. */
  reach: number;
}

/** A free position on the edge. For higher ranks also next to it, if possible with no name between label and edge. */
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

/** The middle of the leader line from a label to its edge. */
function leaderLineMiddle({ labelBox, at }: Spot): Rect {
  const end = nearestIn(labelBox, at);
  return { x: (at.x + end.x) / 2, y: (at.y + end.y) / 2, width: 0, height: 0 };
}

/** Offsets of labels, from the edge outwards. */
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

/** @returns whether the label is so far away that it has a leader line */
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
