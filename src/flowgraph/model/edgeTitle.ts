import { type GraphEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { edgeName } from '../messages/shared';

/** "ui to carts". */
export function edgeTitle({ nodes }: GraphTree, { source, target }: Pick<GraphEdge, 'source' | 'target'>): string {
  const label = (id: string) => nodes.get(id)?.node.label ?? id;
  return edgeName(label(source), label(target));
}
