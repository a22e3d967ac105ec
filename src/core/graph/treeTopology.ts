import { type GraphNode } from './graph';
import { type Grouping } from './level';

/** A node at any depth, with what lies in it. */
export interface TreeNode {
  node: GraphNode;
  parent?: TreeNode;
  children: TreeNode[];
  /** How many boxes lie around it. */
  depth: number;
  /** Its place in the order of all ids of its tree, from 0. */
  rank: number;
}

/** Two leaves, of which the first calls the second. */
export interface Pair {
  source: TreeNode;
  target: TreeNode;
  /** Of the second, in the order in which they were met. */
  ports: readonly number[];
}

/** What of a tree does not depend on values; a refresh seldom changes it. */
export interface TreeTopology {
  grouping: Grouping;
  nodes: ReadonlyMap<string, TreeNode>;
  /** Each once, in the order in which they were met. */
  pairs: readonly Pair[];
}

/** The node and the boxes around it, innermost first. */
export function* withAncestors(leaf: TreeNode): Generator<TreeNode> {
  for (let at: TreeNode | undefined = leaf; at; at = at.parent) {
    yield at;
  }
}
