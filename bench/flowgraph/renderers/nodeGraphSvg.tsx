import React, { memo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { endStatsOf } from '../../shared/nodeGraph/endStats';
import { EdgeMark, type EdgeMarkProps, NodeMark, type NodeMarkProps, RADIUS } from '../../shared/nodeGraph/marks';
import { type SimulatedWorld, type WorldNode } from '../../shared/world/scenarios';
import { fit, inView, type Transform } from './fit';
import { edgeColor, NODE_RADIUS, nodeColor } from './look';
import { type Renderer, SIZE, type View, WHOLE } from './renderer';

/** The node graph panel draws large circles, so the world is drawn five times as large. */
const ENLARGEMENT = RADIUS / NODE_RADIUS;
/** In units of SVG. */
const EDGE_WIDTH = 2;

interface MarkProps {
  nodes: NodeMarkProps[];
  edges: EdgeMarkProps[];
}

/** Moves without rendering its marks again. */
const Marks = memo(function Marks({ marks }: { marks: MarkProps }) {
  return (
    <>
      {marks.edges.map((props) => (
        <EdgeMark key={props.id} {...props} />
      ))}
      {marks.nodes.map((props) => (
        <NodeMark key={props.id} {...props} />
      ))}
    </>
  );
});

function NodeGraph({ marks, transform: { scale, x, y } }: { marks: MarkProps; transform: Transform }) {
  return (
    <svg width={SIZE.width} height={SIZE.height}>
      <g transform={`translate(${x} ${y}) scale(${scale / ENLARGEMENT})`}>
        <Marks marks={marks} />
      </g>
    </svg>
  );
}

/**
 * A stand-in for Grafana's node graph panel, written from a description of its elements: the same number and kind
 * of SVG elements, memoized components, one emotion call per drawn node. It has neither theme, translations,
 * tooltips and links nor a cap on the nodes, so the panel itself costs more for the same nodes.
 */
class NodeGraphSvg implements Renderer {
  readonly name = 'Node graph stand-in, SVG';
  private root?: Root;
  private fitted: Transform = { scale: 1, x: 0, y: 0 };
  private marks: MarkProps = { nodes: [], edges: [] };

  paint(container: HTMLElement, world: SimulatedWorld): void {
    this.fitted = fit(world);
    this.root = createRoot(container);
    this.update(world);
  }

  setView(view: View): void {
    const transform = inView(this.fitted, view);
    flushSync(() => this.root?.render(<NodeGraph marks={this.marks} transform={transform} />));
  }

  hitTest(x: number, y: number): string | undefined {
    return document.elementFromPoint(x, y)?.closest('g[data-id]')?.getAttribute('data-id') ?? undefined;
  }

  update(world: SimulatedWorld): void {
    this.marks = marksOf(world);
    this.setView(WHOLE);
  }

  destroy(): void {
    this.root?.unmount();
  }
}

export function createRenderer(): Renderer {
  return new NodeGraphSvg();
}

function marksOf({ nodes, edges }: SimulatedWorld): MarkProps {
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const stats = endStatsOf(
    edges.map(({ client, server, bytes, retransmissions }) => ({
      ends: [client, server],
      bytes,
      isLossy: retransmissions > 0,
    }))
  );
  return {
    nodes: nodes.map((node) => ({
      id: node.id,
      title: node.pod,
      subtitle: node.namespace,
      color: nodeColor(node),
      center: centerOf(node),
      ...(stats.get(node.id) ?? { bytes: 0, lossy: 0 }),
    })),
    edges: edges.flatMap((edge) => {
      const { id, client, server } = edge;
      const [from, to] = [nodeOf.get(client), nodeOf.get(server)];
      const ends = from && to && { from: centerOf(from), to: centerOf(to) };
      return ends ? { id, client, server, color: edgeColor(edge), width: EDGE_WIDTH, ...ends } : [];
    }),
  };
}

function centerOf({ x, y }: WorldNode) {
  return { x: x * ENLARGEMENT, y: y * ENLARGEMENT };
}
