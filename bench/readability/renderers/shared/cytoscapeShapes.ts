import type cytoscape from 'cytoscape';
import { type GraphNode } from '../../../../src/core/graph/graph';
import { type DrawnPart } from '../../../../src/flowgraph/canvas/drawContext';
import { inflate, type Rect } from '../../../../src/flowgraph/layout/geometry';
import { type Drawn } from '../../picture/drawn';
import { flattenSpline } from '../../picture/paths';
import { type PeerEdge, type PeerGraph } from './peerGraph';
import { edgePart, rectangle } from './shapes';

/** Cytoscape adds it around labels, in CSS pixels at zoom 1. */
const LABEL_MARGIN = 2;
const ONLY_LABEL = { includeNodes: false, includeOverlays: false, includeUnderlays: false };

/** What Cytoscape.js draws. It draws edges before the nodes that are as deep in groups as the ends of the edge. */
export function shapesOf(cy: cytoscape.Core, { nodes, groups, edges }: PeerGraph): Drawn[] {
  const elements = [
    ...edges.map((edge) => {
      const line = cy.getElementById(edge.id);
      return { depth: depthOf(line.connectedNodes()), drawn: [lineOf(line, edge, cy.zoom())] };
    }),
    ...[...groups, ...nodes].map((node) => {
      const box = cy.getElementById(node.id);
      return { depth: depthOf(box), drawn: boxOf(box, node, cy.zoom()) };
    }),
  ];
  return elements.sort((a, b) => a.depth - b.depth).flatMap(({ drawn }) => drawn);
}

function depthOf(nodes: cytoscape.NodeCollection): number {
  return Math.max(...nodes.map((node) => node.parents().length));
}

function boxOf(box: cytoscape.NodeSingular, node: GraphNode, zoom: number): Drawn[] {
  const { x1, y1, w, h } = box.renderedBoundingBox({ includeLabels: false, includeOverlays: false });
  const fill = rectangle({ x: x1, y: y1, width: w, height: h }, textStyle(box, 'background-color'), {
    part: 'box',
    node,
  });
  return [{ ...fill, opacity: numberStyle(box, 'background-opacity') }, ...nameOf(box, node, zoom)];
}

function nameOf(box: cytoscape.NodeSingular, node: GraphNode, zoom: number): Drawn[] {
  const around = labelRect(box, zoom);
  const of = { part: 'name', node } as const;
  return [
    ...labelFill(box, around, of),
    {
      kind: 'text',
      text: node.label,
      fontPixels: numberStyle(box, 'font-size') * zoom,
      rect: inflate(around, -numberStyle(box, 'text-background-padding') * zoom),
      color: textStyle(box, 'color'),
      opacity: 1,
      of,
    },
  ];
}

/** What is behind a name, if it has a background of its own. */
function labelFill(box: cytoscape.NodeSingular, rect: Rect, of: DrawnPart): Drawn[] {
  const opacity = numberStyle(box, 'text-background-opacity');
  return opacity === 0 ? [] : [{ ...rectangle(rect, textStyle(box, 'text-background-color'), of), opacity }];
}

/** The rectangle around a name with the padding of its background. */
function labelRect(box: cytoscape.NodeSingular, zoom: number): Rect {
  const { x1, y1, w, h } = box.renderedBoundingBox(ONLY_LABEL);
  return inflate({ x: x1, y: y1, width: w, height: h }, -LABEL_MARGIN * zoom);
}

function lineOf(line: cytoscape.EdgeSingular, edge: PeerEdge, zoom: number): Drawn {
  const [from, to] = [line.renderedSourceEndpoint(), line.renderedTargetEndpoint()];
  // Straight edges have none, and those that are rendered cannot be asked for.
  const controls = line.controlPoints() ? line.renderedControlPoints() : [];
  const points = [from, ...flattenSpline(from, controls, to)];
  return { kind: 'line', points, width: edge.width * zoom, color: edge.color, opacity: 1, of: edgePart(edge) };
}

function textStyle(box: cytoscape.NodeSingular, name: string): string {
  return String(box.style(name));
}

/** A number, or a number of pixels at zoom 1. */
function numberStyle(box: cytoscape.NodeSingular, name: string): number {
  return parseFloat(textStyle(box, name));
}
