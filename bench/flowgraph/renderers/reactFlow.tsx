import {
  type Edge,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import React, { memo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { type SimulatedWorld, type WorldEdge, type WorldNode } from '../../shared/world/scenarios';
import { fit, inView, type Transform } from './fit';
import { edgeColor, edgeWidth, LABEL_COLOR, NODE_RADIUS, nodeColor } from './look';
import { type Renderer, type View } from './renderer';

type PodNode = Node<{ label: string; color: string }, 'pod'>;

const DIAMETER = 2 * NODE_RADIUS;
const LABEL_STYLE = {
  position: 'absolute',
  top: DIAMETER,
  fontSize: 5,
  color: LABEL_COLOR,
  whiteSpace: 'nowrap',
} as const;

/** Edges need handles. Users cannot draw edges here. */
const HANDLE_STYLE = { width: 1, height: 1, minWidth: 1, minHeight: 1, border: 'none', background: 'none' } as const;

const Pod = memo(function Pod({ data }: NodeProps<PodNode>) {
  return (
    <div style={{ width: DIAMETER, height: DIAMETER, borderRadius: NODE_RADIUS, background: data.color }}>
      <Handle type="target" position={Position.Left} style={HANDLE_STYLE} />
      <span style={LABEL_STYLE}>{data.label}</span>
      <Handle type="source" position={Position.Right} style={HANDLE_STYLE} />
    </div>
  );
});

const NODE_TYPES = { pod: Pod };

/** Sizes that React Flow would measure first: with them it draws the edges at once. */
const KNOWN_SIZES = {
  width: DIAMETER,
  height: DIAMETER,
  handles: [
    { type: 'target', position: Position.Left, x: 0, y: NODE_RADIUS, width: 1, height: 1 },
    { type: 'source', position: Position.Right, x: DIAMETER, y: NODE_RADIUS, width: 1, height: 1 },
  ],
} satisfies Partial<PodNode>;

/** All elements stay in the document, which is React Flow's default. */
class ReactFlowRenderer implements Renderer {
  readonly name = 'React Flow, DOM and SVG';
  private root?: Root;
  private instance?: ReactFlowInstance<PodNode>;
  private fitted: Transform = { scale: 1, x: 0, y: 0 };
  private nodes: PodNode[] = [];

  paint(container: HTMLElement, world: SimulatedWorld): void {
    this.fitted = fit(world);
    this.nodes = world.nodes.map(nodeOf);
    this.root = createRoot(container);
    this.draw(world);
  }

  setView(view: View): void {
    const { scale, x, y } = inView(this.fitted, view);
    void this.instance?.setViewport({ zoom: scale, x, y });
  }

  hitTest(x: number, y: number): string | undefined {
    const element = document.elementFromPoint(x, y)?.closest('.react-flow__node, .react-flow__edge');
    return element?.getAttribute('data-id') ?? undefined;
  }

  update(world: SimulatedWorld): void {
    this.draw(world);
  }

  destroy(): void {
    this.root?.unmount();
  }

  private draw({ edges }: SimulatedWorld): void {
    const { scale, x, y } = this.fitted;
    flushSync(() =>
      this.root?.render(
        <ReactFlow
          nodes={this.nodes}
          edges={edges.map(edgeOf)}
          nodeTypes={NODE_TYPES}
          onInit={(instance) => (this.instance = instance)}
          defaultViewport={{ zoom: scale, x, y }}
          minZoom={0.01}
          maxZoom={100}
          nodesDraggable={false}
          nodesConnectable={false}
        />
      )
    );
  }
}

export function createRenderer(): Renderer {
  return new ReactFlowRenderer();
}

function nodeOf(node: WorldNode): PodNode {
  return {
    id: node.id,
    type: 'pod',
    position: { x: node.x - NODE_RADIUS, y: node.y - NODE_RADIUS },
    data: { label: node.pod, color: nodeColor(node) },
    ...KNOWN_SIZES,
  };
}

function edgeOf(edge: WorldEdge): Edge {
  const color = edgeColor(edge);
  return {
    id: edge.id,
    source: edge.client,
    target: edge.server,
    style: { stroke: color, strokeWidth: edgeWidth(edge) },
    markerEnd: { type: MarkerType.ArrowClosed, color },
  };
}
