import { type GraphNode } from '../../../../src/core/graph/graph';
import { type DrawnPart } from '../../../../src/flowgraph/canvas/drawContext';
import { type Point } from '../../../../src/flowgraph/layout/geometry';
import { type Drawn } from '../../picture/drawn';
import { pointsOfPath } from '../../picture/paths';
import { type PeerEdge } from './peerGraph';
import { edgePart, rectangle } from './shapes';

const ELLIPSIS = '…';

/** The box of an element of HTML or SVG. */
export function boxOf(element: Element, node: GraphNode): Drawn {
  const { backgroundColor, fill } = getComputedStyle(element);
  const color = element instanceof SVGElement ? fill : backgroundColor;
  return rectangle(element.getBoundingClientRect(), color, { part: 'box', node });
}

/** The only line of text in an element, which is cut with an ellipsis if it has no room. */
export function textOf(element: HTMLElement, of: DrawnPart): Drawn {
  const { fontSize, color } = getComputedStyle(element);
  const around = element.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(element);
  const { x, y, width, height } = range.getBoundingClientRect();
  const isCut = element.scrollWidth > element.clientWidth;
  const text = element.textContent ?? '';
  return {
    kind: 'text',
    text: isCut ? `${text.slice(0, -1)}${ELLIPSIS}` : text,
    fontPixels: (parseFloat(fontSize) * around.width) / element.offsetWidth,
    rect: isCut ? { x: around.x, y, width: around.width, height } : { x, y, width, height },
    color,
    opacity: 1,
    of,
  };
}

/** The line of an edge: an element of SVG that consists of straight lines. */
export function lineOf(element: SVGGeometryElement, edge: PeerEdge): Drawn {
  const matrix = element.getScreenCTM();
  if (!matrix) {
    throw new Error('The edge is not in the document.');
  }
  const { stroke, strokeWidth } = getComputedStyle(element);
  return {
    kind: 'line',
    points: pointsOf(element).map((point) => onScreen(point, matrix)),
    width: parseFloat(strokeWidth) * matrix.a,
    color: stroke,
    opacity: 1,
    of: edgePart(edge),
  };
}

function pointsOf(element: SVGGeometryElement): Point[] {
  if (element instanceof SVGLineElement) {
    const { x1, y1, x2, y2 } = element;
    return [
      { x: x1.baseVal.value, y: y1.baseVal.value },
      { x: x2.baseVal.value, y: y2.baseVal.value },
    ];
  }
  return pointsOfPath(element.getAttribute('d') ?? '');
}

function onScreen(point: Point, matrix: DOMMatrix): Point {
  const { x, y } = DOMPoint.fromPoint(point).matrixTransform(matrix);
  return { x, y };
}
