import { lengthOf } from '../layout/curve';
import { type Point, type Size } from '../layout/geometry';
import { type DrawContext } from './drawContext';
import { BADGE_PIXELS, drawBadge, drawTriangle, TRIANGLE_PIXELS } from './drawMarks';
import { drawNames } from './drawNames';
import { type LabelSpot, LabelSpots } from './labelSpots';
import { type RenderInput } from './renderInput';
import { attentionOf, lineOf, type StyledEdge } from './styledEdge';
import { type TextFitter, WEIGHT } from './text';
import { markScale } from './viewport';

const FONT_PIXELS = 11;
const PADDING = 3;
const HEIGHT_PIXELS = 15;
const CORNER_PIXELS = 3;
const BACKGROUND_OPACITY = 0.88;
/** Edges that are shorter on the screen have no space for a label. */
const MIN_LENGTH_PIXELS = 70;
const MAX_LABELS = 120;
/** With more edges, only those that need attention have labels. */
const MAX_EDGES_WITH_LABELS = 400;
/** Between the values of a label. */
const SEPARATOR = ' · ';

/**
 * Writes names that do not fit into their nodes, and values on edges: first those of listed problems, then by rank and
 * width, wherever they cover neither a name nor another label nor another edge. Values of edges that need attention may
 * cover edges that need none. If there is no space for the value, the edge gets a mark only, so that color is not the only
 * indication.
 *
 * @param edges on the screen
 */
export function drawLabels(
  context: DrawContext,
  input: RenderInput,
  edges: readonly StyledEdge[],
  texts: TextFitter
): void {
  const spots = new LabelSpots(input, texts);
  drawNames(context, input, texts, spots.names);
  const labeled = candidatesOf(input, edges);
  if (labeled.length > 0 && edges.length <= MAX_EDGES_WITH_LABELS) {
    spots.addLines(edges);
  }
  let labels = 0;
  context.textBaseline = 'middle';
  for (const styled of labeled) {
    context.announce?.({ part: 'label', line: lineOf(styled) });
    const label = labels < MAX_LABELS ? fittingLabel(styled, input, spots, texts) : undefined;
    if (label) {
      spots.take(label.box);
      labels += 1;
      inBox(context, label.box, input, () =>
        drawLabel(context, label, sizeOf(label.text, styled, texts), styled, input)
      );
    } else if (attentionOf(styled) > 0) {
      drawMarkAlone(context, styled, input, spots);
    }
  }
}

interface Label extends LabelSpot {
  text: string;
}

/** The label of an edge with all of its values, or with the first ones if there is no space for all. */
function fittingLabel(styled: StyledEdge, input: RenderInput, spots: LabelSpots, texts: TextFitter): Label | undefined {
  const values = input.encoding.labelOf(styled.edge)?.split(SEPARATOR) ?? [];
  const candidates = values.map((_, index) => values.slice(0, values.length - index).join(SEPARATOR));
  const fitting = (spotFor: (size: Size) => LabelSpot | undefined): Label | undefined => {
    for (const text of candidates) {
      const spot = spotFor(enlarged(sizeOf(text, styled, texts), input));
      if (spot) {
        return { text, ...spot };
      }
    }
    return undefined;
  };
  return fitting((size) => spots.on(styled, size)) ?? (styled.mark && fitting((size) => spots.beside(styled, size)));
}

/** Draws a mark if there is no space for a label. One triangle is enough where several would overlap. */
function drawMarkAlone(context: DrawContext, styled: StyledEdge, input: RenderInput, spots: LabelSpots): void {
  const length = styled.mark ? BADGE_PIXELS : TRIANGLE_PIXELS;
  const size = { width: length, height: length };
  const box = spots.forMark(styled, enlarged(size, input));
  if (box) {
    spots.take(box);
    inBox(context, box, input, () => drawMark(context, { x: length / 2, y: length / 2 }, styled, input));
  }
}

/** Edges to label: those of listed problems, others by rank and width; among many edges, only those that need attention. */
function candidatesOf(input: RenderInput, seen: readonly StyledEdge[]): StyledEdge[] {
  const placeOf = ({ mark }: StyledEdge) => mark?.place ?? Infinity;
  return seen
    .filter((styled) => attentionOf(styled) > 0 || seen.length <= MAX_EDGES_WITH_LABELS)
    .filter((styled) => attentionOf(styled) > 0 || isLongEnough(styled, input))
    .sort((a, b) =>
      placeOf(a) === placeOf(b) ? b.colorStep.rank - a.colorStep.rank || b.width - a.width : placeOf(a) - placeOf(b)
    );
}

/** The size on the screen, in CSS pixels. */
function enlarged({ width, height }: Size, { viewport }: RenderInput): Size {
  const scale = markScale(viewport.zoom);
  return { width: width * scale, height: height * scale };
}

/** Draws in a box on the screen, whose upper left corner is the origin, as large as on a laptop. */
function inBox(context: DrawContext, { x, y }: Point, { viewport }: RenderInput, drawThem: () => void): void {
  const scale = markScale(viewport.zoom);
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  drawThem();
  context.restore();
}

/** The size of a label on a laptop, in CSS pixels. */
function sizeOf(text: string, styled: StyledEdge, texts: TextFitter): Size {
  return {
    width: texts.widthOf(text) * FONT_PIXELS + roomForMark(styled) + 2 * PADDING,
    height: HEIGHT_PIXELS,
  };
}

function roomForMark(styled: StyledEdge): number {
  return attentionOf(styled) === 0 ? 0 : (styled.mark ? BADGE_PIXELS : TRIANGLE_PIXELS) + PADDING;
}

/** Draws a label whose upper left corner is the origin. */
function drawLabel(
  context: DrawContext,
  { text, markSide }: Label,
  { width, height }: Size,
  styled: StyledEdge,
  input: RenderInput
): void {
  const { palette } = input;
  const middle = height / 2;
  context.globalAlpha = BACKGROUND_OPACITY;
  context.fillStyle = palette.background;
  context.beginPath();
  context.roundRect(0, 0, width, height, CORNER_PIXELS);
  context.fill();
  context.globalAlpha = 1;
  const mark = roomForMark(styled);
  if (mark > 0) {
    const toCenter = PADDING + (mark - PADDING) / 2;
    drawMark(context, { x: markSide === 'left' ? toCenter : width - toCenter, y: middle }, styled, input);
  }
  context.font = `${WEIGHT} ${FONT_PIXELS}px ${palette.fontFamily}`;
  context.textAlign = 'left';
  context.fillStyle = mark > 0 ? palette.text : palette.secondaryText;
  context.fillText(text, PADDING + (markSide === 'left' ? mark : 0), middle);
}

/** A badge with the place in the list of problems, or a triangle for what is not in the list. */
function drawMark(context: DrawContext, at: Point, { mark, colorStep }: StyledEdge, { palette }: RenderInput): void {
  if (mark) {
    drawBadge(context, at, mark, palette);
  } else {
    drawTriangle(context, at, colorStep.color, palette);
  }
}

function isLongEnough({ curve }: StyledEdge, { viewport }: RenderInput): boolean {
  return lengthOf(curve) * viewport.zoom >= MIN_LENGTH_PIXELS;
}
