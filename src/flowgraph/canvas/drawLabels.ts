import { inflate, isWithin, type Point, type Rect, type Size } from '../layout/geometry';
import { RectIndex } from '../layout/rectIndex';
import { type Curve, distance, lengthOf, pointOn, polylineOf } from '../layout/curve';
import { lineOf, type StyledEdge } from './styledEdge';
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
/** Shares of a piece of an edge at which a label can be: in the middle, if possible. */
const SHARES = [0.5, 0.3, 0.7, 0.15, 0.85];
/** Between the values of a label. */
const SEPARATOR = ' · ';
const MARK_POSITIONS = [0.5, 0.3, 0.7, 0.12, 0.88];

/** What labels do not cover, in CSS pixels. */
interface Taken {
  /** Nodes and names. */
  names: RectIndex;
  /** Labels and marks. */
  said: RectIndex;
  /** The lines of edges, by rank: those of rank 0, and those that need attention. */
  lines: { all: RectIndex; attention: RectIndex };
  /** The rectangles of the pieces of an edge, in the indices of lines. */
  piecesOf: ReadonlyMap<StyledEdge, ReadonlySet<Rect>>;
}

/**
 * Writes names that do not fit into their nodes, and values on edges, by rank and width, wherever they cover neither a
 * name nor another label nor another edge. Values of edges that need attention may cover edges that need none. If there
 * is no space for the value, the edge gets a warning mark, so that color is not the only indication.
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
  const labeled = candidatesOf(input, edges);
  const taken: Taken = { names, said: new RectIndex(CELL_PIXELS), ...linesOnScreen(labeled, edges, input) };
  let labels = 0;
  context.font = `${WEIGHT} ${FONT_PIXELS}px ${input.palette.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const styled of labeled) {
    context.announce?.({ part: 'label', line: lineOf(styled) });
    const label = labels < MAX_LABELS ? fittingLabel(styled, input, taken, texts) : undefined;
    if (label) {
      taken.said.add(label.box);
      labels += 1;
      drawLabel(context, label.box, label.text, styled, input);
    } else if (styled.colorStep.rank > 0) {
      drawMarkAlone(context, styled, input, taken);
    }
  }
}

/** The label of an edge with all of its values, or with the first ones if there is no space for all. */
function fittingLabel(
  styled: StyledEdge,
  input: RenderInput,
  taken: Taken,
  texts: TextFitter
): { text: string; box: Rect } | undefined {
  const values = input.encoding.labelOf(styled.edge)?.split(SEPARATOR) ?? [];
  for (let count = values.length; count > 0; count--) {
    const text = values.slice(0, count).join(SEPARATOR);
    const box = freeSpot(styled, sizeOf(text, styled, texts), input, taken);
    if (box) {
      return { text, box };
    }
  }
  return undefined;
}

/** Draws a mark if there is no space for a label. One mark is enough where several would overlap. */
function drawMarkAlone(
  context: DrawContext,
  { curve, colorStep }: StyledEdge,
  { viewport, palette }: RenderInput,
  { names, said }: Taken
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
    .filter((styled) => styled.colorStep.rank > 0 || isLongEnough(styled, input))
    .sort((a, b) => b.colorStep.rank - a.colorStep.rank || b.width - a.width);
}

function sizeOf(text: string, { colorStep }: StyledEdge, texts: TextFitter): Size {
  const mark = colorStep.rank > 0 ? 2 * MARK_PIXELS + PADDING : 0;
  return { width: texts.widthOf(text) * FONT_PIXELS + mark, height: FONT_PIXELS };
}

/** The lines of edges on the screen, if labels must avoid them. */
function linesOnScreen(
  labeled: readonly StyledEdge[],
  edges: readonly StyledEdge[],
  { viewport }: RenderInput
): Pick<Taken, 'lines' | 'piecesOf'> {
  const lines = { all: new RectIndex(CELL_PIXELS), attention: new RectIndex(CELL_PIXELS) };
  const piecesOf = new Map<StyledEdge, ReadonlySet<Rect>>();
  for (const styled of labeled.length === 0 || edges.length > MAX_EDGES_WITH_LABELS ? [] : edges) {
    const points = polylineOf(styled.curve).map((point) => toScreen(viewport, point));
    const pieces = points.slice(1).map((point, index) => rectAround(points[index] ?? point, point, styled.width / 2));
    piecesOf.set(styled, new Set(pieces));
    pieces.forEach((piece) => {
      lines.all.add(piece);
      if (styled.colorStep.rank > 0) {
        lines.attention.add(piece);
      }
    });
  }
  return { lines, piecesOf };
}

function rectAround(a: Point, b: Point, by: number): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return inflate({ x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }, by);
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

/** A free position for a label on the edge: in the middle of its longest piece, if possible. */
function freeSpot(styled: StyledEdge, size: Size, { viewport, screen }: RenderInput, taken: Taken): Rect | undefined {
  const lines = styled.colorStep.rank > 0 ? taken.lines.attention : taken.lines.all;
  const own = taken.piecesOf.get(styled);
  return placesOn(styled.curve)
    .map((place) => labelBoxAround(toScreen(viewport, place), size))
    .find(
      (labelBox) =>
        isWithin(labelBox, { x: 0, y: 0, ...screen }) &&
        !taken.names.isHit(labelBox) &&
        !taken.said.isHit(labelBox) &&
        !lines.isHit(labelBox, 0, own)
    );
}

/** Positions on a curve, those on long pieces first, in world units. */
function placesOn({ from, pieces }: Curve): Point[] {
  let before = from;
  const all = pieces.map((piece) => {
    const start = before;
    before = piece.to;
    return { curve: { from: start, pieces: [piece] as const }, length: distance(start, piece.to) };
  });
  return all.sort((a, b) => b.length - a.length).flatMap(({ curve }) => SHARES.map((share) => pointOn(curve, share)));
}

function labelBoxAround({ x, y }: Point, { width, height }: Size): Rect {
  return {
    x: x - width / 2 - PADDING,
    y: y - height / 2 - PADDING,
    width: width + 2 * PADDING,
    height: height + 2 * PADDING,
  };
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

function isLongEnough({ curve }: StyledEdge, { viewport }: RenderInput): boolean {
  return lengthOf(curve) * viewport.zoom >= MIN_LENGTH_PIXELS;
}
