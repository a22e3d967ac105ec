import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { lossEvents } from '../../core/graph/loss';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { worstEdge } from './edgeOrder';
import { type GraphTree } from '../../core/graph/tree';
import { type Target } from '../canvas/highlight';
import { formatBytes, formatCount, formatCountOf } from './format';
import { measureText } from './measureText';
import { type TreeOfData } from './treeOfData';

/** The picture in a sentence or two, for those who do not see it. */
export function summaryOf(graph: FlowGraph, tree: GraphTree): string {
  const namespaces = graph.groups.filter(({ kind }) => kind === 'namespace').length;
  const where = namespaces > 0 ? ` in ${formatCountOf(namespaces, 'namespace')}` : '';
  const size = `${formatCountOf(graph.nodes.length, 'endpoint')}${where}, ${formatCountOf(graph.edges.length, 'connection')}`;
  if (graph.totalBytes === 0) {
    return `${size}.`;
  }
  const worst = worstEdge(graph);
  const losses = worst
    ? `Most losses: ${edgeTitle(tree, worst)}, ${formatCount(lossEvents(worst))}.`
    : 'No edge has losses worth a look.';
  return `${size}, ${formatBytes(graph.totalBytes)}. ${losses}`;
}

/** "ui to carts". */
export function edgeTitle({ nodes }: GraphTree, { source, target }: Pick<GraphEdge, 'source' | 'target'>): string {
  const label = (id: string) => nodes.get(id)?.node.label ?? id;
  return `${label(source)} to ${label(target)}`;
}

/** What the graph does not show; undefined where it shows everything. */
export function omittedText({ omitted, totalBytes }: FlowGraph): string | undefined {
  if (omitted.edges === 0) {
    return undefined;
  }
  const edges = formatCountOf(omitted.edges, 'edge');
  if (totalBytes === 0) {
    return `+${edges}`;
  }
  const share = (100 * omitted.bytes) / totalBytes;
  const percent = share < 1 ? 'under 1 %' : `${Math.round(share)} %`;
  return `+${formatCountOf(omitted.flows, 'flow')} on ${edges}, ${percent} of bytes`;
}

/** What is selected, in a sentence. */
export function targetText({ tree, measures }: TreeOfData, { edges }: FlowGraph, { kind, id }: Target): string {
  const node = tree.nodes.get(id)?.node;
  if (kind === 'node') {
    return node ? [node.label, node.namespace, nodeDetail(node)].filter(Boolean).join(', ') : '';
  }
  const edge = edges.find((candidate) => candidate.id === id);
  const reported = edge && measures.filter((measure) => measure.of(edge) !== undefined);
  return edge && reported
    ? `${edgeTitle(tree, edge)}: ${reported.map((measure) => `${measure.label} ${measureText(measure, edge)}`).join(', ')}`
    : '';
}
