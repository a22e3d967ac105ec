import { type GraphTree } from '../../core/graph/tree';

/**
 * The ids of both ends of an edge, from the edge's own; undefined where the tree does not know them.
 * Names in data of other sources may themselves have the sign that joins the two.
 */
export function edgeEnds(
  { nodes }: Pick<GraphTree, 'nodes'>,
  id: string
): { source: string; target: string } | undefined {
  for (let at = id.indexOf('>'); at !== -1; at = id.indexOf('>', at + 1)) {
    const source = id.slice(0, at);
    const target = id.slice(at + 1);
    if (nodes.has(source) && nodes.has(target)) {
      return { source, target };
    }
  }
  return undefined;
}
