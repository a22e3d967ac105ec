import { type GraphEdge } from '../../core/graph/graph';
import { type GraphModel } from './graphModel';

/** An edge of the graph, or one that is drawn as the sum of several; undefined if there is none with this id. */
export function edgeWithId({ graph, lines }: Pick<GraphModel, 'graph' | 'lines'>, id: string): GraphEdge | undefined {
  const hasId = (edge: GraphEdge) => edge.id === id;
  return graph.edges.find(hasId) ?? lines.edges.find(hasId);
}
