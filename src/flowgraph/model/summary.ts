import { type FlowGraph } from '../../core/graph/graph';
import { sumOfVerdicts } from '../../core/graph/edgeVerdicts';
import { lossEvents } from '../../core/graph/loss';
import { nodeDetail } from '../../core/graph/nodeDetail';
import { worstEdge } from './edgeOrder';
import { type GraphTree } from '../../core/graph/tree';
import { type Target } from '../canvas/highlight';
import * as messages from '../messages/panel';
import { edgeTitle } from './edgeTitle';
import { edgeWithId } from './edgeWithId';
import { type GraphModel } from './graphModel';
import { formatBytes, formatCount } from './format';
import { measureText } from './measureText';
import { verdictText } from './verdictText';

/** The graph in one or two sentences, for screen readers. */
export function summaryOf(graph: FlowGraph, tree: GraphTree): string {
  const { nodes, groups, edges, totalBytes } = graph;
  const namespaces = groups.filter(({ kind }) => kind === 'namespace').length;
  const worst = totalBytes === 0 ? undefined : worstEdge(graph);
  const losses = worst && messages.highestLosses(edgeTitle(tree, worst), formatCount(lossEvents(worst)));
  return messages.graphSummary(
    nodes.length,
    namespaces,
    edges.length,
    totalBytes === 0
      ? undefined
      : { bytes: formatBytes(totalBytes), ...(losses !== undefined && { highestLosses: losses }) },
    verdictText({ verdicts: sumOfVerdicts(edges) })
  );
}

/** Which edges the graph omits; undefined if it shows all. */
export function omittedText({ omitted, totalBytes }: FlowGraph): string | undefined {
  if (omitted.edges === 0) {
    return undefined;
  }
  return totalBytes === 0
    ? messages.omittedEdges(omitted.edges)
    : messages.omittedFlows(omitted.flows, omitted.edges, (100 * omitted.bytes) / totalBytes);
}

/** The selected node, group or edge in one sentence, for screen readers. */
export function targetText(
  model: Pick<GraphModel, 'data' | 'graph' | 'lines' | 'problems'>,
  { kind, id }: Target
): string {
  const { tree, measures } = model.data;
  const node = tree.nodes.get(id)?.node;
  if (kind === 'node') {
    return node ? [node.label, node.namespace, nodeDetail(node)].filter(Boolean).join(', ') : '';
  }
  const edge = edgeWithId(model, id);
  const reported = edge && measures.filter((measure) => measure.of(edge) !== undefined);
  return edge && reported
    ? messages.edgeSummary(
        [edgeTitle(tree, edge), verdictText(edge)].filter(Boolean).join(', '),
        reported.map((measure) => [measure.label, measureText(measure, edge)])
      )
    : '';
}
