import {
  BaseEdge,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import React from 'react';
import { createRoot } from 'react-dom/client';
import { type GraphNode } from '../../../src/core/graph/graph';
import { fitViewport } from '../../../src/flowgraph/canvas/viewport';
import { type Point, type Size } from '../../../src/flowgraph/layout/geometry';
import { type PicturePage } from '../page/picturePage';
import { type Drawn } from '../picture/drawn';
import { boxOf, lineOf, textOf } from './shared/elementShapes';
import { elkLayout, type ElkLayout } from './shared/elkLayout';
import { FONT_PIXELS, labelBoxSize } from './shared/labelBox';
import { PALETTE, type PeerEdge, type PeerGraph } from './shared/peerGraph';
import { painted, peerPage } from './shared/peerPage';

type BoxNode = Node<{ label: string }, 'box' | 'labeledGroup'>;
type PathEdge = Edge<{ path: Point[] }, 'path'>;

/** In CSS pixels at zoom 1. */
const LEAST_ARROW = 16;
const ARROW_PER_WIDTH = 4;

/** Edges need handles. They are not drawn. */
const HANDLE_STYLE = { visibility: 'hidden' } as const;

const BOX_STYLE: React.CSSProperties = {
  boxSizing: 'border-box',
  height: '100%',
  border: `1px solid ${PALETTE.unknown}`,
  borderRadius: 4,
  background: PALETTE.nodeFill,
  color: PALETTE.text,
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  fontSize: FONT_PIXELS,
  whiteSpace: 'nowrap',
};

const GROUP_STYLE: React.CSSProperties = {
  ...BOX_STYLE,
  background: PALETTE.groupFill,
  borderColor: PALETTE.groupBorder,
  justifyContent: 'flex-start',
  alignItems: 'flex-start',
  padding: '6px 12px',
};

function BoxMark({ data: { label } }: NodeProps<BoxNode>) {
  return (
    <div style={BOX_STYLE} className="box">
      <Handle type="target" position={Position.Left} style={HANDLE_STYLE} />
      <span className="name">{label}</span>
      <Handle type="source" position={Position.Right} style={HANDLE_STYLE} />
    </div>
  );
}

function GroupMark({ data: { label } }: NodeProps<BoxNode>) {
  return (
    <div style={GROUP_STYLE} className="box">
      <span className="name">{label}</span>
    </div>
  );
}

function PathMark({ id, data, style, markerEnd }: EdgeProps<PathEdge>) {
  const path = (data?.path ?? []).map(({ x, y }) => `${x} ${y}`).join(' L ');
  return <BaseEdge id={id} path={`M ${path}`} {...(style && { style })} {...(markerEnd && { markerEnd })} />;
}

const NODE_TYPES = { box: BoxMark, labeledGroup: GroupMark };
const EDGE_TYPES = { path: PathMark };

async function draw(container: HTMLElement, graph: PeerGraph, size: Size): Promise<Drawn[]> {
  const layout = await elkLayout(graph, size, labelBoxSize);
  const { zoom, offsetX, offsetY } = fitViewport(layout.bounds, size);
  await new Promise<unknown>((onInit) =>
    createRoot(container).render(
      <ReactFlow
        nodes={[
          ...graph.groups.map((group) => ({ ...nodeOf(group, 'labeledGroup', layout), zIndex: -1 })),
          ...graph.nodes.map((node) => nodeOf(node, 'box', layout)),
        ]}
        edges={graph.edges.map((edge) => edgeOf(edge, layout))}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        minZoom={0.01}
        defaultViewport={{ zoom, x: offsetX, y: offsetY }}
        onInit={onInit}
        proOptions={{ hideAttribution: true }}
      />
    )
  );
  await painted();
  return drawnIn(container, graph);
}

function nodeOf({ id, label }: GraphNode, type: BoxNode['type'], { rects }: ElkLayout): BoxNode {
  const { x = 0, y = 0, width = 0, height = 0 } = rects.get(id) ?? {};
  return { id, type, position: { x, y }, width, height, data: { label } };
}

function edgeOf({ id, source, target, color, width }: PeerEdge, { paths }: ElkLayout): PathEdge {
  const size = LEAST_ARROW + ARROW_PER_WIDTH * width;
  return {
    id,
    source,
    target,
    type: 'path',
    data: { path: paths.get(id) ?? [] },
    style: { stroke: color, strokeWidth: width },
    markerEnd: { type: MarkerType.ArrowClosed, color, width: size, height: size, markerUnits: 'userSpaceOnUse' },
  };
}

/** React Flow draws edges before the nodes at their ends. */
function drawnIn(container: HTMLElement, { nodes, groups, edges }: PeerGraph): Drawn[] {
  const within = (id: string, part: string) => container.querySelector(`[data-id="${CSS.escape(id)}"] ${part}`);
  const shapesOf = (node: GraphNode) => {
    const [box, name] = [within(node.id, '.box'), within(node.id, '.name')];
    return box && name instanceof HTMLElement ? [boxOf(box, node), textOf(name, { part: 'name', node })] : [];
  };
  const linesOf = (edge: PeerEdge) => {
    const path = within(edge.id, 'path.react-flow__edge-path');
    return path instanceof SVGGeometryElement ? [lineOf(path, edge)] : [];
  };
  return [...groups.flatMap(shapesOf), ...edges.flatMap(linesOf), ...nodes.flatMap(shapesOf)];
}

/** Shows React Flow with the layered layout of ELK, and with the routes that ELK finds for edges. */
export function openPage(): PicturePage {
  return peerPage(draw);
}
