import { css } from '@emotion/css';
import React, { memo } from 'react';
import { type Point } from '../../../src/flowgraph/layout/geometry';
import { type EndStats } from './endStats';

/** Of the circle of a node, in units of SVG. */
export const RADIUS = 40;
const HIT_WIDTH = 20;
const ARROW = 20;

const TEXT_COLOR = '#ccccdc';
const LOSSY_COLOR = '#f2495c';

export interface NodeMarkProps extends EndStats {
  id: string;
  title: string;
  subtitle: string;
  color: string;
  /** The center of the circle, in units of SVG. */
  center: Point;
}

export interface EdgeMarkProps {
  id: string;
  /** Ids of nodes. */
  client: string;
  server: string;
  color: string;
  /** In units of SVG. */
  width: number;
  /** Centers of the nodes at the ends, in units of SVG. */
  from: Point;
  to: Point;
}

/** A node of the stand-in for Grafana's node graph panel: a circle with two numbers, and two lines of text below. */
export const NodeMark = memo(function NodeMark({ id, title, subtitle, color, center, bytes, lossy }: NodeMarkProps) {
  const { x, y } = center;
  const styles = nodeStyles();
  return (
    <g data-id={id} aria-label={`Node: ${title}`}>
      <circle className={styles.circle} r={RADIUS} cx={x} cy={y} />
      <path fill="none" stroke={color} strokeWidth={4} d={arc(x, y, 0, 1 - lossy)} />
      <path fill="none" stroke={LOSSY_COLOR} strokeWidth={4} d={arc(x, y, 1 - lossy, 1)} />
      <g>
        <foreignObject x={x - RADIUS} y={y - 15} width={2 * RADIUS} height={30}>
          <div className={styles.text}>
            <span>{(bytes / 1e6).toFixed(1)} MB</span>
            <br />
            <span>{(100 * lossy).toFixed(1)}%</span>
          </div>
        </foreignObject>
        <foreignObject x={x - 50} y={y + RADIUS + 5} width={100} height={30}>
          <div className={styles.text}>
            <span>{title}</span>
            <br />
            <span>{subtitle}</span>
          </div>
        </foreignObject>
      </g>
      <rect fill="transparent" x={x - 50} y={y - 50} width={100} height={120} />
    </g>
  );
});

/** An edge of the stand-in for Grafana's node graph panel: a straight line. */
export const EdgeMark = memo(function EdgeMark({ id, client, server, color, width, from, to }: EdgeMarkProps) {
  const line = lineBetween(from, to);
  return (
    <>
      <Arrow id={`arrow-${id}`} color={color} />
      <Arrow id={`hovered-arrow-${id}`} color={color} />
      <g data-id={id} aria-label={`Edge from ${client} to ${server}`}>
        <line {...line} stroke={color} strokeWidth={width} markerEnd={`url(#arrow-${id})`} />
        <line {...line} stroke="transparent" strokeWidth={HIT_WIDTH} />
      </g>
    </>
  );
});

function Arrow({ id, color }: { id: string; color: string }) {
  return (
    <defs>
      <marker
        id={id}
        viewBox="0 0 10 10"
        refX="8"
        refY="5"
        markerUnits="userSpaceOnUse"
        markerWidth={ARROW}
        markerHeight={ARROW}
        orient="auto"
      >
        <path d="M 0 0 L 10 5 L 0 10 z" fill={color} />
      </marker>
    </defs>
  );
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
      color: TEXT_COLOR,
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
function lineBetween(from: Point, to: Point) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const border = RADIUS / Math.hypot(dx, dy);
  return { x1: from.x + dx * border, y1: from.y + dy * border, x2: to.x - dx * border, y2: to.y - dy * border };
}
