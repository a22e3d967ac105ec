import { type GraphTree } from '../../core/graph/tree';

/**
 * The ids of both ends of an edge, from the id of the edge; undefined if they are not in the tree. Names in data of
 * other data sources can contain the separator.
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
