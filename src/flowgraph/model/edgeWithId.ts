import { type GraphEdge } from '../../core/graph/graph';
import { type GraphModel } from './graphModel';

/** An edge of the graph, one that is drawn as the sum of several, or a problem; undefined if there is none with this id. */
export function edgeWithId(
  { graph, lines, problems }: Pick<GraphModel, 'graph' | 'lines' | 'problems'>,
  id: string
): GraphEdge | undefined {
  const hasId = (edge: GraphEdge) => edge.id === id;
  return graph.edges.find(hasId) ?? lines.edges.find(hasId) ?? problems.find(hasId);
}
