import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { type GraphEdge } from '../../core/graph/graph';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { sumOfEdges } from '../model/peers';
import { type Target } from '../canvas/highlight';
import { type Point, type Size } from '../layout/geometry';
import { MeasureTable, type MeasureColumn } from './shared/MeasureTable';
import { portsText } from '../model/measureText';
import { verdictText } from '../model/verdictText';
import { edgeWithId } from '../model/edgeWithId';
import { edgeTitle } from '../model/edgeTitle';
import { type GraphModel } from '../model/graphModel';
import * as messages from '../messages/overlays';

interface Props {
  model: GraphModel;
  target: Target;
  /** Position of the pointer on the canvas, in CSS pixels. */
  at: Point;
  screen: Size;
}

const WIDTH = 300;
const GAP = 16;
const DIRECTIONS = { outgoing: '→', incoming: '←' };

/** The values of the node or edge under the pointer, with a column for each direction. */
export function Tooltip({ model, target, at, screen }: Props) {
  const styles = useStyles2(getStyles);
  const content = target.kind === 'edge' ? edgeContent(model, target.id) : nodeContent(model, target.id);
  if (!content) {
    return null;
  }
  const left = at.x + GAP + WIDTH > screen.width ? Math.max(at.x - GAP - WIDTH, 0) : at.x + GAP;
  const vertical = at.y > screen.height / 2 ? { bottom: screen.height - at.y + GAP / 2 } : { top: at.y + GAP / 2 };
  const { title, subtitle, columns } = content;
  return (
    <div className={styles.frame} style={{ left, ...vertical }} aria-hidden="true">
      <div className={styles.title}>{title}</div>
      {subtitle && <div className={styles.subtitle}>{subtitle}</div>}
      {columns.some(({ metrics }) => metrics) && (
        <MeasureTable measures={model.data.measures} columns={columns} label={title} />
      )}
    </div>
  );
}

interface TooltipContent {
  title: string;
  subtitle: string;
  columns: MeasureColumn[];
}

function edgeContent(model: GraphModel, id: string): TooltipContent | undefined {
  const { data } = model;
  const edge = edgeWithId(model, id);
  if (!edge) {
    return undefined;
  }
  const back = `${edge.target}>${edge.source}`;
  const incoming = edge.source === edge.target ? undefined : edgeWithId(model, back);
  const columns = [columnOf(DIRECTIONS.outgoing, edge), ...(incoming ? [columnOf(DIRECTIONS.incoming, incoming)] : [])];
  const facts = (data.facts.get(id) ?? []).map(([name, value]) => `${name}: ${value}`);
  return {
    title: edgeTitle(data.tree, edge),
    subtitle: [verdictText(edge), portsText(edge), ...facts].filter(Boolean).join(' · '),
    columns,
  };
}

function columnOf(label: string, edge: GraphEdge): MeasureColumn {
  return { label, metrics: edge, ...(edge.before && { before: edge.before }) };
}

function nodeContent({ graph, data }: GraphModel, id: string): TooltipContent | undefined {
  const node = data.tree.nodes.get(id)?.node;
  if (!node) {
    return undefined;
  }
  const outgoing = graph.edges.filter(({ source }) => source === id);
  const incoming = graph.edges.filter(({ target }) => target === id);
  const facts = (data.facts.get(id) ?? []).map(([name, value]) => `${name}: ${value}`);
  return {
    title: node.label,
    subtitle: [node.namespace, nodeDetail(node), node.zoneIds.join(', '), ...facts].filter(Boolean).join(' · '),
    columns: [
      { label: messages.outgoingEdges(outgoing.length), metrics: sumOfEdges(outgoing) },
      { label: messages.incomingEdges(incoming.length), metrics: sumOfEdges(incoming) },
    ],
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'absolute',
    width: WIDTH,
    pointerEvents: 'none',
    zIndex: 2,
    padding: theme.spacing(1),
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  subtitle: css({ marginBottom: theme.spacing(0.5), color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
