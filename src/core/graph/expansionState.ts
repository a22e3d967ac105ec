import { type TreeNode } from './treeTopology';

/** Which boxes are open. What a person opened or closed by hand wins over the level. */
export interface ExpansionState {
  /** How many boxes around an endpoint are open: 0 shows the cluster as one, 3 its pods. */
  depth: number;
  opened: ReadonlySet<string>;
  closed: ReadonlySet<string>;
}

/** More networks or addresses than this open only by hand. */
const MAX_PARTIES_OPEN = 8;

/** Cluster and groups are boxes; the level of workloads is the first at which parties outside are told apart. */
const MEMBER_DEPTH = 2;

/** Whether a node shows what lies in it instead of itself. */
export function isOpen({ node, children, depth }: TreeNode, expansion: ExpansionState): boolean {
  if (children.length === 0 || expansion.closed.has(node.id)) {
    return false;
  }
  return (
    expansion.opened.has(node.id) ||
    (node.isExternal ? isOpenParty(children, depth, expansion) : depth < expansion.depth)
  );
}

function isOpenParty(children: readonly TreeNode[], depth: number, expansion: ExpansionState): boolean {
  return depth === 0 && expansion.depth >= MEMBER_DEPTH && children.length <= MAX_PARTIES_OPEN;
}
