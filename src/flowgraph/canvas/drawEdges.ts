import { type Point } from '../layout/geometry';
import { type Curve, distance, endAngle, endOf, isNear } from '../layout/curve';
import { type DrawContext } from './drawContext';
import { type RenderInput } from './renderInput';
import { attentionOf, lineOf, type StyledEdge } from './styledEdge';
import { markScale, visibleWorld } from './viewport';

/** With more edges, they are drawn as thin straight lines, because they cannot be followed anyway. */
export const MAX_CURVES = 1_500;
const MIN_CURVE_ZOOM = 0.12;
const MIN_ARROW_ZOOM = 0.3;
const ARROW_LENGTH = 7;
const OPACITY = { single: 0.85, crowd: 0.4 };
/** Edges per path: software rasterizers draw many short paths faster than a long one. */
const CHUNK = 16;
const DASH = [9, 5];
/** The worst edges have a halo, so that they are seen first. */
const HALO = { rank: 2, pixels: 11, opacity: 0.32 };

/**
 * Draws edges, each direction separately.
 *
 * @param edges on the screen
 */
export function drawEdges(context: DrawContext, input: RenderInput, edges: readonly StyledEdge[]): void {
  const isCrowd = edges.length > MAX_CURVES;
  context.lineCap = 'butt';
  let chunk: StyledEdge[] = [];
  for (const styled of edges) {
    if (!isCrowd || attentionOf(styled) > 0) {
      drawThinEdges(context, chunk, input);
      chunk = [];
      drawEdge(context, styled, input);
    } else {
      if (chunk.length === CHUNK || chunk[0]?.colorStep !== styled.colorStep) {
        drawThinEdges(context, chunk, input);
        chunk = [];
      }
      chunk.push(styled);
    }
  }
  drawThinEdges(context, chunk, input);
  context.globalAlpha = 1;
}

/** The edges that intersect the screen. */
export function visibleEdges({ edges, viewport, screen }: RenderInput): readonly StyledEdge[] {
  const world = visibleWorld(viewport, screen);
  return edges.filter(({ curve }) => isNear(curve, world));
}

function drawThinEdges(context: DrawContext, edges: readonly StyledEdge[], { viewport }: RenderInput): void {
  const first = edges[0];
  if (!first) {
    return;
  }
  context.globalAlpha = OPACITY.crowd;
  context.strokeStyle = first.colorStep.color;
  context.lineWidth = 1 / viewport.zoom;
  context.beginPath();
  for (const styled of edges) {
    const { curve } = styled;
    context.announce?.({ part: 'edge', line: lineOf(styled) });
    context.moveTo(curve.from.x, curve.from.y);
    const end = endOf(curve);
    context.lineTo(end.x, end.y);
  }
  context.stroke();
}

/**
 * The width of an edge in world units. Edges that need attention stay visible at any zoom, and none grows with the zoom
 * until it hides others.
 */
export function drawnWidth({ width, colorStep, maxWidth }: StyledEdge, zoom: number): number {
  const mostPixels = width * markScale(zoom);
  const leastPixels = colorStep.rank === 0 ? 0.8 : colorStep.rank === 1 ? 1.5 : 2.2;
  return Math.max(Math.min(width, maxWidth, mostPixels / zoom), leastPixels / Math.max(zoom, 0.01));
}

function drawEdge(context: DrawContext, styled: StyledEdge, { viewport }: RenderInput): void {
  const { curve, colorStep, hasArrow } = styled;
  const width = drawnWidth(styled, viewport.zoom);
  context.announce?.({ part: 'edge', line: lineOf(styled) });
  if (colorStep.rank >= HALO.rank) {
    drawHalo(context, styled, width, viewport.zoom);
  }
  context.globalAlpha = colorStep.rank === 0 ? OPACITY.single : 1;
  context.strokeStyle = colorStep.color;
  context.lineWidth = width;
  context.setLineDash(colorStep.isDashed ? DASH.map((length) => length / Math.min(viewport.zoom, 1)) : []);
  const showsArrow = hasArrow && (viewport.zoom >= MIN_ARROW_ZOOM || colorStep.rank > 0);
  const tip = endOf(curve);
  const angle = endAngle(curve);
  const length = arrowLength(curve, width, viewport.zoom);
  const end = showsArrow ? shift(tip, angle, -length * 0.8) : tip;
  context.beginPath();
  if (viewport.zoom >= MIN_CURVE_ZOOM) {
    traceCurve(context, curve, end);
  } else {
    context.moveTo(curve.from.x, curve.from.y);
    context.lineTo(end.x, end.y);
  }
  context.stroke();
  context.setLineDash([]);
  if (showsArrow) {
    context.fillStyle = colorStep.color;
    drawArrowHead(
      context,
      tip,
      angle,
      length,
      (length / (ARROW_LENGTH + width * 1.3)) * (ARROW_LENGTH + width * 1.4) * 0.5
    );
  }
}

/** Traces a curve, up to a point before its end if there is an arrowhead. */
function traceCurve(context: DrawContext, { from, pieces }: Curve, end: Point): void {
  context.moveTo(from.x, from.y);
  pieces.forEach(({ control, to }, index) => {
    const { x, y } = index === pieces.length - 1 ? end : to;
    if (control) {
      context.quadraticCurveTo(control.x, control.y, x, y);
    } else {
      context.lineTo(x, y);
    }
  });
}

function drawHalo(context: DrawContext, { curve, colorStep }: StyledEdge, width: number, zoom: number): void {
  context.globalAlpha = HALO.opacity;
  context.strokeStyle = colorStep.color;
  context.lineWidth = width + (HALO.pixels * markScale(zoom)) / zoom;
  context.beginPath();
  traceCurve(context, curve, endOf(curve));
  context.stroke();
}

/** An arrowhead is at most half as long as its edge, and does not grow on the screen at high zoom. */
function arrowLength(curve: Curve, width: number, zoom: number): number {
  const wanted = (ARROW_LENGTH + width * 1.3) / Math.max(1, zoom / 1.5);
  return Math.min(wanted, distance(curve.from, endOf(curve)) / 2);
}

function drawArrowHead(context: DrawContext, tip: Point, angle: number, length: number, halfWidth: number): void {
  const back = shift(tip, angle, -length);
  const sideX = -Math.sin(angle) * halfWidth;
  const sideY = Math.cos(angle) * halfWidth;
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(back.x + sideX, back.y + sideY);
  context.lineTo(back.x - sideX, back.y - sideY);
  context.closePath();
  context.fill();
}

function shift({ x, y }: Point, angle: number, by: number): Point {
  return { x: x + Math.cos(angle) * by, y: y + Math.sin(angle) * by };
}
