import { css } from '@emotion/css';
import React from 'react';
import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { lossEvents } from '../../core/graph/loss';
import { formatBytes, formatCount } from './format';
import { edgeTitle } from './summary';

/** As many as somebody listens to; the rest is counted. */
const MAX_ITEMS = 200;

/** The graph in words for screen readers: its edges, lossy ones first, then by bytes. */
export const EdgeList = React.memo(function EdgeList({ graph }: { graph: FlowGraph }) {
  const edges = [...graph.edges].sort((a, b) => lossEvents(b) - lossEvents(a) || (b.bytes ?? 0) - (a.bytes ?? 0));
  const more = edges.length - MAX_ITEMS;
  return (
    <ul className={unseen} aria-label="Connections">
      {edges.slice(0, MAX_ITEMS).map((edge) => (
        <li key={edge.id}>{describe(graph, edge)}</li>
      ))}
      {more > 0 && <li>{`and ${more} more`}</li>}
    </ul>
  );
});

function describe(graph: FlowGraph, edge: GraphEdge): string {
  const losses = lossEvents(edge);
  const suffix = losses > 0 ? `, ${formatCount(losses)} retransmissions and timeouts` : '';
  return `${edgeTitle(graph, edge)}: ${edge.bytes === undefined ? 'bytes not in the top' : formatBytes(edge.bytes)}${suffix}`;
}

const unseen = css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' });
