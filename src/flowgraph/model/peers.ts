import { compareText } from '../../core/compareText';
import { addMetrics, type EdgeMetrics, noMetrics, sortedPorts } from '../../core/graph/edgeMetrics';
import { aggregateTree } from '../../core/graph/aggregate';
import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { type ExpansionState } from '../../core/graph/expansionState';
import { type GraphTree } from '../../core/graph/tree';

/** Both directions between two nodes; absent if there are no connections in a direction. */
export interface TwoWay {
  /** Connections that the first node opened. */
  outgoing?: GraphEdge;
  /** Connections that the second node opened. */
  incoming?: GraphEdge;
}

/** A peer of a node, whose own connections are `outgoing`. */
export interface Peer extends TwoWay {
  node: GraphNode;
}

/** Both directions between two visible nodes, including edges that the graph omits. */
export function edgesBetween(tree: GraphTree, expansion: ExpansionState, source: string, target: string): TwoWay {
  const { edges } = aggregateTree(tree, {
    expansion,
    maxEdges: Infinity,
    isIncluded: (from, to) =>
      (from.node.id === source && to.node.id === target) || (from.node.id === target && to.node.id === source),
  });
  const outgoing = edges.find((edge) => edge.source === source);
  const incoming = source === target ? undefined : edges.find((edge) => edge.source === target);
  return { ...(outgoing && { outgoing }), ...(incoming && { incoming }) };
}

/**
 * The peers of a node by bytes, descending, including those whose edges the graph omits. An expanded group counts as one
 * node, which is its own peer for traffic within it.
 */
export function peersOf(tree: GraphTree, expansion: ExpansionState, id: string): Peer[] {
  const closed = new Set([...expansion.closed, id]);
  const { edges } = aggregateTree(tree, {
    expansion: { ...expansion, closed },
    maxEdges: Infinity,
    isIncluded: (from, to) => from.node.id === id || to.node.id === id,
  });
  const peers = new Map<string, Peer>();
  for (const edge of edges) {
    const isOwn = edge.source === id;
    const other = isOwn ? edge.target : edge.source;
    const node = tree.nodes.get(other)?.node;
    if (node) {
      peers.set(other, { ...(peers.get(other) ?? { node }), [isOwn ? 'outgoing' : 'incoming']: edge });
    }
  }
  return [...peers.values()].sort((a, b) => bytesOf(b) - bytesOf(a) || compareText(a.node.id, b.node.id));
}

/** The sum of edges; undefined if there are none. */
export function sumOfEdges(edges: ReadonlyArray<GraphEdge | undefined>): EdgeMetrics | undefined {
  const present = edges.filter((edge) => edge !== undefined);
  if (present.length === 0) {
    return undefined;
  }
  const sum = noMetrics();
  present.forEach((edge) => addMetrics(sum, edge));
  sum.ports = sortedPorts(sum.ports);
  return sum;
}

function bytesOf({ outgoing, incoming }: TwoWay): number {
  return (outgoing?.bytes ?? 0) + (incoming?.bytes ?? 0);
}
