import { type GraphEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { edgeName } from '../messages/shared';

type Ends = Pick<GraphEdge, 'source' | 'target'>;

/** "ui to carts". */
export function edgeTitle(tree: GraphTree, { source, target }: Ends): string {
  return edgeName(labelOf(tree, source), labelOf(tree, target));
}

/** "ui → carts". */
export function edgeArrow(tree: GraphTree, { source, target }: Ends): string {
  return `${labelOf(tree, source)} → ${labelOf(tree, target)}`;
}

/** The same with namespaces, which distinguish ends of the same name: "shop/ui → shop/carts". */
export function edgePlaces({ nodes }: GraphTree, { source, target }: Ends): string {
  const place = (id: string) => {
    const { label = id, namespace } = nodes.get(id)?.node ?? {};
    return namespace === undefined || namespace === label ? label : `${namespace}/${label}`;
  };
  return `${place(source)} → ${place(target)}`;
}

function labelOf({ nodes }: GraphTree, id: string): string {
  return nodes.get(id)?.node.label ?? id;
}
