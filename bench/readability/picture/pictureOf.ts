import { type DrawnPart } from '../../../src/flowgraph/canvas/drawContext';
import { type GraphNode } from '../../../src/core/graph/graph';
import { boundsOf, type Point, type Rect } from '../../../src/flowgraph/layout/geometry';
import { colorOf } from './color';
import { type Drawn, type DrawnLine } from './drawn';
import { type Box, type DrawnEdge, type EdgeLabel, type Fill, type NodeText, type Picture } from './picture';

const ELLIPSIS = '…';
const ORIGIN: Point = { x: 0, y: 0 };

/** Describes a picture that consists of shapes in painting order. */
export function pictureOf(drawn: readonly Drawn[], { panel, screen }: Pick<Picture, 'panel' | 'screen'>): Picture {
  const shapes = drawn.map((shape, order) => ({ shape, order }));
  const [first] = drawn;
  if (first?.kind !== 'rectangle' || first.of !== undefined) {
    throw new Error('A picture begins with its background.');
  }
  return {
    panel,
    screen,
    background: colorOf(first.color, first.opacity),
    boxes: boxesOf(drawn),
    texts: shapes.flatMap(textOf),
    labels: labelsOf(drawn),
    edges: edgesOf(shapes),
    fills: shapes.slice(1).flatMap(fillOf),
  };
}

interface Shape {
  shape: Drawn;
  order: number;
}

function fillOf({ shape: { kind, color, opacity, ...shape }, order }: Shape): Fill[] {
  return kind === 'rectangle' && 'points' in shape
    ? [{ rect: around(shape.points), color: colorOf(color, opacity), order }]
    : [];
}

function boxesOf(drawn: readonly Drawn[]): Box[] {
  const rectangles = drawn.flatMap((shape) =>
    shape.kind === 'rectangle' && shape.of?.part === 'box' ? [{ node: shape.of.node, rect: around(shape.points) }] : []
  );
  const nodes = new Map(rectangles.map(({ node }) => [node.id, node]));
  const parents = new Set([...nodes.values()].map(({ parent }) => parent));
  return rectangles.map(({ node, rect }) => ({
    id: node.id,
    name: node.label,
    ancestors: ancestorsOf(node, nodes),
    isGroup: parents.has(node.id),
    rect,
  }));
}

function ancestorsOf({ parent }: GraphNode, nodes: ReadonlyMap<string, GraphNode>): string[] {
  const around = parent === undefined ? undefined : nodes.get(parent);
  return around ? [around.id, ...ancestorsOf(around, nodes)] : [];
}

function textOf({ shape, order }: Shape): NodeText[] {
  if (shape.kind !== 'text' || shape.text === '' || !isText(shape.of)) {
    return [];
  }
  const { text, rect, fontPixels } = shape;
  const { node, part } = shape.of;
  const isCut = text.endsWith(ELLIPSIS) && !node.label.endsWith(ELLIPSIS);
  return [
    { owner: node.id, role: part, text, isCut, fontPixels, rect, color: colorOf(shape.color, shape.opacity), order },
  ];
}

type TextPart = Extract<DrawnPart, { node: GraphNode }> & { part: 'name' | 'detail' };

function isText(of: DrawnPart | undefined): of is TextPart {
  return of?.part === 'name' || of?.part === 'detail';
}

/** The labels of edges: all that is filled or written for an edge. Their leader lines are no labels. */
function labelsOf(drawn: readonly Drawn[]): EdgeLabel[] {
  const rects = new Map<string, Rect[]>();
  for (const shape of drawn) {
    if (shape.of?.part === 'label' && shape.kind !== 'line') {
      const { id } = shape.of.line;
      rects.set(id, [...(rects.get(id) ?? []), shape.kind === 'text' ? shape.rect : around(shape.points)]);
    }
  }
  return [...rects].map(([edge, parts]) => ({ edge, rect: boundsOf(parts) }));
}

/** The line of each edge, up to the tip of its arrowhead. The halo of an edge is drawn before its line. */
function edgesOf(shapes: readonly Shape[]): DrawnEdge[] {
  const edges = new Map<string, DrawnEdge>();
  for (const { shape, order } of shapes) {
    if (shape.of?.part !== 'edge') {
      continue;
    }
    const { id, source, target, trunk } = shape.of.line;
    if (shape.kind === 'line') {
      edges.set(id, { id, source, target, trunk, ...lineOf(shape), color: colorOf(shape.color, shape.opacity), order });
    } else if (shape.kind === 'polygon') {
      edges.get(id)?.path.push(tipOf(shape.points, edges.get(id)?.path ?? []));
    }
  }
  return [...edges.values()];
}

function lineOf({ points, width }: DrawnLine): Pick<DrawnEdge, 'path' | 'width'> {
  return { path: [...points], width };
}

/** The corner of an arrowhead to which the end of a line points. */
function tipOf(arrowhead: readonly Point[], path: readonly Point[]): Point {
  const [before = ORIGIN, end = ORIGIN] = path.slice(-2);
  const ahead = ({ x, y }: Point) => x * (end.x - before.x) + y * (end.y - before.y);
  return arrowhead.reduce((tip, point) => (ahead(point) > ahead(tip) ? point : tip));
}

function around(points: readonly Point[]): Rect {
  return boundsOf(points.map((point) => ({ ...point, width: 0, height: 0 })));
}
