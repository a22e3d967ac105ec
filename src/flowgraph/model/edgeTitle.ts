import { type GraphEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { edgeName } from '../messages/shared';

type Ends = Pick<GraphEdge, 'source' | 'target'>;

/** "ui to carts". */
export function edgeTitle(tree: GraphTree, { source, target }: Ends): string {
  return edgeName(labelOf(tree, source), labelOf(tree, target));
}

/** "ui → carts"; by zones, where one workload has several nodes, "ui (1a) → carts (1b)". */
export function edgeArrow(tree: GraphTree, { source, target }: Ends): string {
  return `${labelInZone(tree, source)} → ${labelInZone(tree, target)}`;
}

function labelInZone(tree: GraphTree, id: string): string {
  const parent = tree.nodes.get(id)?.parent?.node;
  return parent?.kind === 'zone' ? `${labelOf(tree, id)} (${shortZone(parent.label)})` : labelOf(tree, id);
}

/** The part of the name or ID of a zone that distinguishes it in its Region: "1a" of "us-east-1a", "az1" of "use1-az1". */
function shortZone(label: string): string {
  return label.slice(label.lastIndexOf('-') + 1);
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
