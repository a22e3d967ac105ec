import { type GraphNode } from './graph';
import { type Grouping } from './level';

/** A node at any depth, with its children. */
export interface TreeNode {
  node: GraphNode;
  parent?: TreeNode;
  children: TreeNode[];
  /** Number of groups around it. */
  depth: number;
  /** Its index among all nodes of the tree, sorted by id, from 0. */
  rank: number;
}

/** Two leaves with connections from the first to the second. */
export interface Pair {
  source: TreeNode;
  target: TreeNode;
  /** Server ports, in the order in which they were found. */
  ports: readonly number[];
}

/** The part of a tree that does not depend on values. Most refreshes do not change it. */
export interface TreeTopology {
  grouping: Grouping;
  nodes: ReadonlyMap<string, TreeNode>;
  /** Each pair once, in the order in which they were found. Other arrays refer to pairs by their index. */
  pairs: readonly Pair[];
}

/** The node and the groups around it, innermost first. */
export function* withAncestors(leaf: TreeNode): Generator<TreeNode> {
  for (let at: TreeNode | undefined = leaf; at; at = at.parent) {
    yield at;
  }
}
