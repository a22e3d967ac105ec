import { compareText } from '../../core/compareText';
import { type Point } from '../layout/geometry';
import { type Curve, isNear } from '../layout/route';
import { type PlacedEdge } from '../layout/scene';
import { type Look, type Shade } from './look';
import { type Pen } from './pen';
import { type Picture } from './picture';
import { visibleWorld } from './view';

/** An edge with how it is drawn. */
export interface StyledEdge {
  placed: PlacedEdge;
  /** In pixels at zoom 1. */
  width: number;
  shade: Shade;
  curve: Curve;
  isStub: boolean;
}

/** More edges than this are drawn straight and thin: nobody can follow them anyway. */
export const MAX_CURVES = 1_500;
const MIN_CURVE_ZOOM = 0.12;
const MIN_ARROW_ZOOM = 0.3;
const ARROW_LENGTH = 7;
const OPACITY = { single: 0.62, crowd: 0.4 };
/** A raster that works in software fills many short paths faster than a long one. */
const CHUNK = 16;
const DASH = [9, 5];
/** What is worst shines, so that it is seen before anything is read. */
const HALO = { rank: 2, pixels: 9, opacity: 0.28 };

/** Edges with their styles in the order in which they are drawn: what is worth a look lies on top. */
export function drawOrder(edges: readonly PlacedEdge[], look: Look, whole = false): StyledEdge[] {
  const byShade = new Map<Shade, StyledEdge[]>();
  for (const placed of edges) {
    const curve = whole ? placed.curve : (placed.stub ?? placed.curve);
    const shade = look.shadeOf(placed.edge);
    const styled = { placed, width: look.widthOf(placed.edge), shade, curve, isStub: curve !== placed.curve };
    const alike = byShade.get(shade);
    if (alike) {
      alike.push(styled);
    } else {
      byShade.set(shade, [styled]);
    }
  }
  return [...byShade]
    .sort(([a], [b]) => a.rank - b.rank || compareText(a.color, b.color))
    .flatMap(([, alike]) => alike);
}

/**
 * Draws each direction by itself.
 *
 * @param edges those on the screen
 */
export function drawEdges(pen: Pen, picture: Picture, edges: readonly StyledEdge[]): void {
  const isCrowd = edges.length > MAX_CURVES;
  pen.lineCap = 'butt';
  let chunk: StyledEdge[] = [];
  for (const styled of edges) {
    if (!isCrowd || styled.shade.rank > 0) {
      drawThinEdges(pen, chunk, picture);
      chunk = [];
      drawEdge(pen, styled, picture);
    } else {
      if (chunk.length === CHUNK || chunk[0]?.shade !== styled.shade) {
        drawThinEdges(pen, chunk, picture);
        chunk = [];
      }
      chunk.push(styled);
    }
  }
  drawThinEdges(pen, chunk, picture);
  pen.globalAlpha = 1;
}

/** Those of which some is on the screen. */
export function visibleEdges({ edges, view, screen }: Picture): readonly StyledEdge[] {
  const world = visibleWorld(view, screen);
  return edges.filter(({ curve }) => isNear(curve, world));
}

function drawThinEdges(pen: Pen, edges: readonly StyledEdge[], { view }: Picture): void {
  const first = edges[0];
  if (!first) {
    return;
  }
  pen.globalAlpha = OPACITY.crowd;
  pen.strokeStyle = first.shade.color;
  pen.lineWidth = 1 / view.zoom;
  pen.beginPath();
  for (const { curve } of edges) {
    pen.moveTo(curve.from.x, curve.from.y);
    pen.lineTo(curve.to.x, curve.to.y);
  }
  pen.stroke();
}

/** How wide an edge is in the world; what is worth a look stays visible however far out the view is. */
export function drawnWidth({ width, shade, placed }: StyledEdge, zoom: number): number {
  const leastPixels = shade.rank === 0 ? 0.8 : shade.rank === 1 ? 1.5 : 2.2;
  return Math.max(Math.min(width, placed.maxWidth), leastPixels / Math.max(zoom, 0.01));
}

function drawEdge(pen: Pen, styled: StyledEdge, { view }: Picture): void {
  const { curve, shade } = styled;
  const width = drawnWidth(styled, view.zoom);
  if (shade.rank >= HALO.rank) {
    drawHalo(pen, styled, width, view.zoom);
  }
  pen.globalAlpha = shade.rank === 0 ? OPACITY.single : 1;
  pen.strokeStyle = shade.color;
  pen.lineWidth = width;
  pen.setLineDash(shade.isDashed ? DASH.map((length) => length / Math.min(view.zoom, 1)) : []);
  const hasArrow = view.zoom >= MIN_ARROW_ZOOM || shade.rank > 0;
  const angle = Math.atan2(curve.to.y - curve.control.y, curve.to.x - curve.control.x);
  const length = arrowLength(curve, width, view.zoom);
  const end = hasArrow ? shift(curve.to, angle, -length * 0.8) : curve.to;
  pen.beginPath();
  pen.moveTo(curve.from.x, curve.from.y);
  if (view.zoom >= MIN_CURVE_ZOOM) {
    pen.quadraticCurveTo(curve.control.x, curve.control.y, end.x, end.y);
  } else {
    pen.lineTo(end.x, end.y);
  }
  pen.stroke();
  pen.setLineDash([]);
  if (hasArrow) {
    pen.fillStyle = shade.color;
    drawArrowHead(
      pen,
      curve.to,
      angle,
      length,
      (length / (ARROW_LENGTH + width * 1.3)) * (ARROW_LENGTH + width * 1.4) * 0.5
    );
  }
}

function drawHalo(pen: Pen, { curve: { from, control, to }, shade }: StyledEdge, width: number, zoom: number): void {
  pen.globalAlpha = HALO.opacity;
  pen.strokeStyle = shade.color;
  pen.lineWidth = width + HALO.pixels / zoom;
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.quadraticCurveTo(control.x, control.y, to.x, to.y);
  pen.stroke();
}

/** A head is no longer than half of what it ends, and does not grow on the screen when one looks closely. */
function arrowLength({ from, to }: Curve, width: number, zoom: number): number {
  const wanted = (ARROW_LENGTH + width * 1.3) / Math.max(1, zoom / 1.5);
  return Math.min(wanted, Math.hypot(to.x - from.x, to.y - from.y) / 2);
}

function drawArrowHead(pen: Pen, tip: Point, angle: number, length: number, halfWidth: number): void {
  const back = shift(tip, angle, -length);
  const sideX = -Math.sin(angle) * halfWidth;
  const sideY = Math.cos(angle) * halfWidth;
  pen.beginPath();
  pen.moveTo(tip.x, tip.y);
  pen.lineTo(back.x + sideX, back.y + sideY);
  pen.lineTo(back.x - sideX, back.y - sideY);
  pen.closePath();
  pen.fill();
}

function shift({ x, y }: Point, angle: number, by: number): Point {
  return { x: x + Math.cos(angle) * by, y: y + Math.sin(angle) * by };
}
