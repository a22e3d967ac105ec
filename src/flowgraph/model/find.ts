import { compareText } from '../../core/compareText';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';

/** Maximum number of results. More would be too many to step through. */
const MAX_FOUND = 500;

/**
 * Nodes at any depth whose names contain a text, ignoring case. Outer nodes come first, then names that start with the
 * text.
 */
export function findNodes({ nodes }: GraphTree, text: string): TreeNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return [];
  }
  const found = [...nodes.values()].flatMap((node) => {
    const at = node.node.label.toLowerCase().indexOf(wanted);
    return at === -1 ? [] : [{ node, at: Math.min(at, 1) }];
  });
  found.sort((a, b) => a.node.depth - b.node.depth || a.at - b.at || compareText(a.node.node.label, b.node.node.label));
  return found.slice(0, MAX_FOUND).map(({ node }) => node);
}
