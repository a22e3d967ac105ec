import React from 'react';
import { createRoot } from 'react-dom/client';
import { type GraphNode } from '../../../src/core/graph/graph';
import { isLossy } from '../../../src/core/graph/loss';
import { fitViewport } from '../../../src/flowgraph/canvas/viewport';
import { type Point, type Size } from '../../../src/flowgraph/layout/geometry';
import { endStatsOf } from '../../shared/nodeGraph/endStats';
import { EdgeMark, NodeMark, type NodeMarkProps } from '../../shared/nodeGraph/marks';
import { type PicturePage } from '../page/picturePage';
import { type Drawn } from '../picture/drawn';
import { boxOf, lineOf, textOf } from './shared/elementShapes';
import { elkLayout } from './shared/elkLayout';
import { PALETTE, type PeerEdge, type PeerGraph } from './shared/peerGraph';
import { painted, peerPage } from './shared/peerPage';

/** What a node with its circle and its texts covers, and the center of the circle in it. */
const MARK = { width: 100, height: 120 };
const CENTER = { x: 50, y: 50 };

async function draw(container: HTMLElement, graph: PeerGraph, size: Size): Promise<Drawn[]> {
  const flat = withoutGroups(graph);
  const { rects, bounds } = await elkLayout(flat, size, () => MARK);
  const { zoom, offsetX, offsetY } = fitViewport(bounds, size);
  const centerOf = (id: string): Point => {
    const { x = 0, y = 0 } = rects.get(id) ?? {};
    return { x: x + CENTER.x, y: y + CENTER.y };
  };
  createRoot(container).render(
    <svg {...size}>
      <g transform={`translate(${offsetX} ${offsetY}) scale(${zoom})`}>
        {graph.edges.map(({ id, source, target, color, width }) => (
          <EdgeMark
            key={id}
            {...{ id, color, width, client: source, server: target }}
            from={centerOf(source)}
            to={centerOf(target)}
          />
        ))}
        {nodesOf(graph, centerOf).map((node) => (
          <NodeMark key={node.id} {...node} />
        ))}
      </g>
    </svg>
  );
  await painted();
  return drawnIn(container, graph);
}

/** The panel has no groups. */
function withoutGroups({ nodes, edges }: PeerGraph): PeerGraph {
  return { nodes: nodes.map(({ parent: _, ...node }) => node), groups: [], edges };
}

function nodesOf({ nodes, edges }: PeerGraph, centerOf: (id: string) => Point): NodeMarkProps[] {
  const stats = endStatsOf(
    edges.map((edge) => ({ ends: [edge.source, edge.target], bytes: edge.bytes ?? 0, isLossy: isLossy(edge) }))
  );
  return nodes.map(({ id, label, namespace = '' }) => ({
    id,
    title: label,
    subtitle: namespace,
    color: PALETTE.bar,
    center: centerOf(id),
    ...(stats.get(id) ?? { bytes: 0, lossy: 0 }),
  }));
}

/** Lines are below circles. */
function drawnIn(container: HTMLElement, { nodes, edges }: PeerGraph): Drawn[] {
  const within = (id: string, part: string) => container.querySelectorAll(`[data-id="${CSS.escape(id)}"] ${part}`);
  const linesOf = (edge: PeerEdge) => {
    const [line] = within(edge.id, 'line');
    return line instanceof SVGGeometryElement ? [lineOf(line, edge)] : [];
  };
  const shapesOf = (node: GraphNode) => {
    const [circle] = within(node.id, 'circle');
    const texts = [...within(node.id, 'span')].flatMap((text, index) =>
      text instanceof HTMLElement && text.textContent !== ''
        ? [textOf(text, { part: PARTS[index] ?? 'detail', node })]
        : []
    );
    return circle ? [boxOf(circle, node), ...texts] : [];
  };
  return [...edges.flatMap(linesOf), ...nodes.flatMap(shapesOf)];
}

/** Two numbers in the circle, then the title and the subtitle. */
const PARTS = ['detail', 'detail', 'name', 'detail'] as const;

/**
 * Shows the stand-in for Grafana's node graph panel that the other benchmark has. Its layers are those of ELK: the panel
 * has a layered layout, too, with straight edges.
 */
export function openPage(): PicturePage {
  return peerPage(draw);
}
