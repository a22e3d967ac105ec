import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type FlowGraph, type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { lossPerGb } from '../../core/graph/loss';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { type Target } from '../canvas/highlight';
import { type Point, type Size } from '../layout/geometry';
import { formatBytes, formatCount, formatMicroseconds } from './format';
import { edgeTitle } from './summary';

interface Props {
  graph: FlowGraph;
  target: Target;
  /** Where the pointer is, in the panel. */
  at: Point;
  screen: Size;
}

const WIDTH = 260;

/** All that is known about what the pointer is on. */
export function Tooltip({ graph, target, at, screen }: Props) {
  const styles = useStyles2(getStyles);
  const content = target.kind === 'edge' ? edgeContent(graph, target.id) : nodeContent(graph, target.id);
  if (!content) {
    return null;
  }
  const left = at.x + 16 + WIDTH > screen.width ? Math.max(at.x - 16 - WIDTH, 0) : at.x + 16;
  const vertical = at.y > screen.height / 2 ? { bottom: screen.height - at.y + 8 } : { top: at.y + 8 };
  return (
    <div className={styles.box} style={{ left, ...vertical }}>
      <div className={styles.title}>{content.title}</div>
      {content.subtitle && <div className={styles.subtitle}>{content.subtitle}</div>}
      <dl className={styles.list}>
        {content.facts.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
      </dl>
    </div>
  );
}

interface TooltipContent {
  title: string;
  subtitle?: string;
  facts: Array<[string, string]>;
}

/** Absent is said as such: not among the top that was asked for is not zero. */
const NOT_TOLD = 'not in the top';

function edgeContent(graph: FlowGraph, id: string): TooltipContent | undefined {
  const edge = graph.edges.find((candidate) => candidate.id === id);
  return edge && { title: edgeTitle(graph, edge), subtitle: portsOf(edge), facts: edgeFacts(edge) };
}

function portsOf({ ports }: GraphEdge): string | undefined {
  if (ports.length === 0) {
    return undefined;
  }
  const shown = ports.slice(0, 6).join(', ');
  return `${ports.length === 1 ? 'Port' : 'Ports'} ${shown}${ports.length > 6 ? ` and ${ports.length - 6} more` : ''}`;
}

function edgeFacts(edge: GraphEdge): Array<[string, string]> {
  const perGb = lossPerGb(edge);
  const crossZoneShare = edge.bytes ? Math.round((100 * edge.crossZoneBytes) / edge.bytes) : undefined;
  return [
    ['Data transferred', edge.bytes === undefined ? NOT_TOLD : formatBytes(edge.bytes)],
    ['Across zones', crossZoneShare === undefined ? NOT_TOLD : `${crossZoneShare} %`],
    ['Retransmissions', edge.retransmissions === undefined ? NOT_TOLD : formatCount(edge.retransmissions)],
    ['Retransmission timeouts', edge.timeouts === undefined ? NOT_TOLD : formatCount(edge.timeouts)],
    ['Losses per GB', perGb === undefined ? NOT_TOLD : formatCount(Math.round(perGb))],
    [
      'Round-trip time',
      edge.roundTripTimeMicroseconds === undefined ? NOT_TOLD : formatMicroseconds(edge.roundTripTimeMicroseconds),
    ],
    ['Flows', formatCount(edge.flowCount)],
  ];
}

function nodeContent(graph: FlowGraph, id: string): TooltipContent | undefined {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  return node && { title: node.label, subtitle: subtitleOf(node), facts: nodeFacts(graph, node) };
}

function subtitleOf(node: GraphNode): string {
  return [node.namespace, nodeDetail(node)].filter(Boolean).join(' · ');
}

function nodeFacts(graph: FlowGraph, { id, zoneIds }: GraphNode): Array<[string, string]> {
  const called = graph.edges.filter(({ target }) => target === id);
  const calls = graph.edges.filter(({ source }) => source === id);
  const bytes = (edges: GraphEdge[]) => formatBytes(edges.reduce((sum, edge) => sum + (edge.bytes ?? 0), 0));
  return [
    ['Zones', zoneIds.length === 0 ? 'unknown' : zoneIds.join(', ')],
    ['Is called by', `${called.length} (${bytes(called)})`],
    ['Calls', `${calls.length} (${bytes(calls)})`],
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'absolute',
    width: WIDTH,
    pointerEvents: 'none',
    zIndex: 1,
    padding: theme.spacing(1),
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  subtitle: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  list: css({
    display: 'grid',
    gridTemplateColumns: 'auto auto',
    gap: theme.spacing(0.25, 1.5),
    margin: theme.spacing(0.75, 0, 0),
    '& dt': { fontWeight: 'inherit', color: theme.colors.text.secondary },
    '& dd': { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
});
