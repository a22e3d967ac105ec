import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { lossEvents, lossLevel } from '../../core/graph/loss';
import { type GraphTree } from '../../core/graph/tree';
import { formatBytes, formatCount } from './format';

/** The picture in a sentence or two, for those who do not see it. */
export function summaryOf(graph: FlowGraph, tree: GraphTree): string {
  const namespaces = graph.boxes.filter(({ kind }) => kind === 'namespace').length;
  const where = namespaces > 0 ? ` in ${namespaces} namespaces` : '';
  const worst = worstEdge(graph);
  const losses = worst
    ? `Most losses: ${edgeTitle(tree, worst)}, ${formatCount(lossEvents(worst))}.`
    : 'No edge has losses worth a look.';
  return `${graph.nodes.length} endpoints${where}, ${graph.edges.length} connections, ${formatBytes(graph.totalBytes)}. ${losses}`;
}

/** "ui to carts". */
export function edgeTitle({ nodes }: GraphTree, { source, target }: Pick<GraphEdge, 'source' | 'target'>): string {
  const label = (id: string) => nodes.get(id)?.node.label ?? id;
  return `${label(source)} to ${label(target)}`;
}

/** What the graph does not show; undefined where it shows everything. */
export function leftOutOf({ leftOut, totalBytes }: FlowGraph): string | undefined {
  if (leftOut.edges === 0) {
    return undefined;
  }
  const share = totalBytes > 0 ? (100 * leftOut.bytes) / totalBytes : 0;
  const percent = share < 1 ? 'under 1 %' : `${Math.round(share)} %`;
  return `+${formatCount(leftOut.flows)} flows on ${formatCount(leftOut.edges)} edges, ${percent} of bytes`;
}

/** Of the edges of the worst level that occurs, the one that lost most often. */
function worstEdge({ edges }: FlowGraph): GraphEdge | undefined {
  const severe = edges.filter((edge) => lossLevel(edge) === 'severe');
  const candidates = severe.length > 0 ? severe : edges.filter((edge) => lossLevel(edge) === 'some');
  return [...candidates].sort((a, b) => lossEvents(b) - lossEvents(a))[0];
}
