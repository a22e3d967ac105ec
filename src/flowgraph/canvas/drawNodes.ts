import { nodeDetail } from '../../core/graph/nodeDetail';
import { type PlacedNode } from '../layout/scene';
import { DIMMED, type Picture } from './picture';
import { fitText } from './text';

const RADIUS = 5;
const LABEL_PIXELS = 14;
const DETAIL_PIXELS = 11;
const MIN_TEXT_PIXELS = 5;
const PADDING = 10;

export function drawNodes(context: CanvasRenderingContext2D, picture: Picture): void {
  for (const placed of picture.scene.nodes) {
    const isBright = !picture.highlight || picture.highlight.nodes.has(placed.node.id);
    context.globalAlpha = isBright ? 1 : DIMMED;
    drawBox(context, placed, picture);
    if (LABEL_PIXELS * picture.view.zoom >= MIN_TEXT_PIXELS) {
      drawText(context, placed, picture);
    }
  }
  context.globalAlpha = 1;
}

function drawBox(context: CanvasRenderingContext2D, { node, rect }: PlacedNode, { palette, highlight }: Picture): void {
  const isChosen = highlight?.nodes.has(node.id) ?? false;
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, node.isExternal ? rect.height / 2 : RADIUS);
  context.fillStyle = node.isExternal ? palette.externalFill : palette.nodeFill;
  context.fill();
  context.strokeStyle = isChosen ? palette.highlight : palette.nodeBorder;
  context.lineWidth = isChosen ? 2 : 1;
  context.stroke();
}

function drawText(context: CanvasRenderingContext2D, { node, rect }: PlacedNode, { palette }: Picture): void {
  const middle = rect.x + rect.width / 2;
  const room = rect.width - 2 * PADDING;
  const detail = nodeDetail(node);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `500 ${LABEL_PIXELS}px ${palette.fontFamily}`;
  context.fillStyle = palette.text;
  context.fillText(fitText(context, node.label, room), middle, rect.y + rect.height * (detail ? 0.36 : 0.5));
  if (detail) {
    context.font = `400 ${DETAIL_PIXELS}px ${palette.fontFamily}`;
    context.fillStyle = palette.secondaryText;
    context.fillText(fitText(context, detail, room), middle, rect.y + rect.height * 0.7);
  }
}
