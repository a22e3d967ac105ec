import { css } from '@emotion/css';
import React, { memo } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { type SimulatedWorld, type WorldEdge, type WorldNode } from '../../shared/world/scenarios';
import { fit, inView, type Transform } from './fit';
import { edgeColor, LABEL_COLOR, MUCH_LOSS, nodeColor } from './look';
import { type Renderer, SIZE, type View, WHOLE } from './renderer';

/** SVG units: the node graph panel draws circles of that radius, so the world is drawn five times as large. */
const RADIUS = 40;
const ENLARGEMENT = 5;
const HIT_WIDTH = 20;

interface Stats {
  /** Bytes that the node sent or answered. */
  bytes: number;
  /** 0 to 1: how much of it is on edges that lost something. */
  lossy: number;
}

interface NodeProps {
  node: WorldNode;
  stats: Stats;
}

interface EdgeProps {
  edge: WorldEdge;
  client: WorldNode;
  server: WorldNode;
}

interface MarkProps {
  nodes: NodeProps[];
  edges: EdgeProps[];
}

const NodeMark = memo(function NodeMark({ node, stats }: NodeProps) {
  const [x, y] = [node.x * ENLARGEMENT, node.y * ENLARGEMENT];
  const styles = nodeStyles();
  return (
    <g data-id={node.id} aria-label={`Node: ${node.pod}`}>
      <circle className={styles.circle} r={RADIUS} cx={x} cy={y} />
      <path fill="none" stroke={nodeColor(node)} strokeWidth={4} d={arc(x, y, 0, 1 - stats.lossy)} />
      <path fill="none" stroke={MUCH_LOSS} strokeWidth={4} d={arc(x, y, 1 - stats.lossy, 1)} />
      <g>
        <foreignObject x={x - RADIUS} y={y - 15} width={2 * RADIUS} height={30}>
          <div className={styles.text}>
            <span>{(stats.bytes / 1e6).toFixed(1)} MB</span>
            <br />
            <span>{(100 * stats.lossy).toFixed(1)}%</span>
          </div>
        </foreignObject>
        <foreignObject x={x - 50} y={y + RADIUS + 5} width={100} height={30}>
          <div className={styles.text}>
            <span>{node.pod}</span>
            <br />
            <span>{node.namespace}</span>
          </div>
        </foreignObject>
      </g>
      <rect fill="transparent" x={x - 50} y={y - 50} width={100} height={120} />
    </g>
  );
});

const EdgeMark = memo(function EdgeMark({ edge, client, server }: EdgeProps) {
  const line = lineBetween(client, server);
  const color = edgeColor(edge);
  return (
    <>
      <Arrow id={`arrow-${edge.id}`} color={color} />
      <Arrow id={`hovered-arrow-${edge.id}`} color={color} />
      <g data-id={edge.id} aria-label={`Edge from ${edge.client} to ${edge.server}`}>
        <line {...line} stroke={color} strokeWidth={2} markerEnd={`url(#arrow-${edge.id})`} />
        <line {...line} stroke="transparent" strokeWidth={HIT_WIDTH} />
      </g>
    </>
  );
});

function Arrow({ id, color }: { id: string; color: string }) {
  return (
    <defs>
      <marker id={id} viewBox="0 0 10 10" refX="8" refY="5" markerWidth="10" markerHeight="10" orient="auto">
        <path d="M 0 0 L 10 5 L 0 10 z" fill={color} />
      </marker>
    </defs>
  );
}

/** Moves without rendering its marks again. */
const Marks = memo(function Marks({ marks }: { marks: MarkProps }) {
  return (
    <>
      {marks.edges.map((props) => (
        <EdgeMark key={props.edge.id} {...props} />
      ))}
      {marks.nodes.map((props) => (
        <NodeMark key={props.node.id} {...props} />
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
  const stats = statsOf(edges);
  return {
    nodes: nodes.map((node) => ({ node, stats: stats.get(node.id) ?? { bytes: 0, lossy: 0 } })),
    edges: edges.flatMap((edge) => {
      const [client, server] = [nodeOf.get(edge.client), nodeOf.get(edge.server)];
      return client && server ? { edge, client, server } : [];
    }),
  };
}

function statsOf(edges: readonly WorldEdge[]): Map<string, Stats> {
  const stats = new Map<string, Stats>();
  for (const { client, server, bytes, retransmissions } of edges) {
    for (const end of [client, server]) {
      const known = stats.get(end) ?? { bytes: 0, lossy: 0 };
      const lossyBytes = known.lossy * known.bytes + (retransmissions > 0 ? bytes : 0);
      stats.set(end, { bytes: known.bytes + bytes, lossy: lossyBytes / (known.bytes + bytes) });
    }
  }
  return stats;
}

function nodeStyles() {
  return {
    circle: css({ fill: '#181b1f' }),
    text: css({
      width: '100%',
      height: '100%',
      textAlign: 'center',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontSize: 9,
      color: LABEL_COLOR,
    }),
  };
}

/** A part of the circle, from and to as parts of a turn. */
function arc(x: number, y: number, from: number, to: number): string {
  const at = (turn: number) => {
    // A whole turn would begin where it ends, which draws nothing.
    const angle = 2 * Math.PI * Math.min(turn, 0.999);
    return `${x + RADIUS * Math.sin(angle)} ${y - RADIUS * Math.cos(angle)}`;
  };
  return `M ${at(from)} A ${RADIUS} ${RADIUS} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
}

/** From border to border. */
function lineBetween(client: WorldNode, server: WorldNode) {
  const [dx, dy] = [server.x - client.x, server.y - client.y];
  const border = RADIUS / ENLARGEMENT / Math.hypot(dx, dy);
  return {
    x1: (client.x + dx * border) * ENLARGEMENT,
    y1: (client.y + dy * border) * ENLARGEMENT,
    x2: (server.x - dx * border) * ENLARGEMENT,
    y2: (server.y - dy * border) * ENLARGEMENT,
  };
}
