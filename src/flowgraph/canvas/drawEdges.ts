import { lossLevel, type LossLevel } from '../../core/graph/loss';
import { type PlacedEdge } from '../layout/scene';
import { DIMMED, type Picture } from './picture';

/** Drawn in this order: what is wrong lies on top. */
const ORDER: readonly LossLevel[] = ['unknown', 'none', 'some', 'severe'];
const OPACITY: Record<LossLevel, number> = { unknown: 0.55, none: 0.6, some: 0.9, severe: 1 };

const ARROW_LENGTH = 7;

/** Edges, each direction by itself, worst on top. */
export function drawEdges(context: CanvasRenderingContext2D, picture: Picture): void {
  const byLevel = new Map<LossLevel, PlacedEdge[]>(ORDER.map((level) => [level, []]));
  picture.scene.edges.forEach((placed) => byLevel.get(lossLevel(placed.edge))?.push(placed));
  for (const level of ORDER) {
    context.strokeStyle = picture.palette.loss[level];
    context.fillStyle = picture.palette.loss[level];
    for (const placed of byLevel.get(level) ?? []) {
      const isBright = !picture.highlight || picture.highlight.edges.has(placed.edge.id);
      context.globalAlpha = isBright ? (picture.highlight ? 1 : OPACITY[level]) : DIMMED / 2;
      drawEdge(context, placed, picture, level);
    }
  }
  context.globalAlpha = 1;
}

function drawEdge(context: CanvasRenderingContext2D, placed: PlacedEdge, picture: Picture, level: LossLevel): void {
  const { from, control, to, edge } = placed;
  const { view, widths } = picture;
  // Lossy edges stay visible however little they carry, and however far out the view is.
  const least = (level === 'severe' ? 3 : level === 'some' ? 2 : 0.8) / Math.min(view.zoom, 1);
  const width = Math.max(widths.widthOf(edge.bytes ?? 0), least);
  const length = ARROW_LENGTH + width * 1.3;
  const angle = Math.atan2(to.y - control.y, to.x - control.x);
  const neck = { x: to.x - Math.cos(angle) * length * 0.8, y: to.y - Math.sin(angle) * length * 0.8 };
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(control.x, control.y, neck.x, neck.y);
  context.stroke();
  drawArrowHead(context, to, angle, length, (ARROW_LENGTH + width * 1.4) / 2);
}

function drawArrowHead(
  context: CanvasRenderingContext2D,
  tip: { x: number; y: number },
  angle: number,
  length: number,
  halfWidth: number
): void {
  const backX = tip.x - Math.cos(angle) * length;
  const backY = tip.y - Math.sin(angle) * length;
  const sideX = -Math.sin(angle) * halfWidth;
  const sideY = Math.cos(angle) * halfWidth;
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(backX + sideX, backY + sideY);
  context.lineTo(backX - sideX, backY - sideY);
  context.closePath();
  context.fill();
}
