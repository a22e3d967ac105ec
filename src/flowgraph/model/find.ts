import { compareText } from '../../core/compareText';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';

/** Enough to walk through; more is a search that is too wide. */
export const MAX_FOUND = 500;

/**
 * Nodes whose name has a text in it, whatever the case, wherever they lie; outer ones first, and those
 * that begin with it before others.
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
