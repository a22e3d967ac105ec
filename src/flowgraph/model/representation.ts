import { visibleNodeOf } from '../../core/graph/aggregation';
import { type VisibleEdge } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { expansionOf, type ViewState } from './viewState';

/**
 * Finds the line that an edge is a part of.
 *
 * @param linesView the view state whose edges are drawn
 * @returns the id of the edge that is drawn, which can be the same
 */
export function lineFinder(
  tree: Pick<GraphTree, 'nodes'>,
  linesView: ViewState
): (edge: Pick<VisibleEdge, 'source' | 'target'>) => string {
  const endOf = endFinder(tree, linesView);
  return ({ source, target }) => `${endOf(source)}>${endOf(target)}`;
}

/** Finds what represents a node by its id: the group around it that is collapsed in a view state, or the node itself. */
export function endFinder({ nodes }: Pick<GraphTree, 'nodes'>, viewState: ViewState): (id: string) => string {
  const expansion = expansionOf(viewState);
  return (id) => {
    const node = nodes.get(id);
    return node ? visibleNodeOf(node, expansion).node.id : id;
  };
}
