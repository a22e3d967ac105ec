import { type TreeNode } from './treeTopology';

/** Which groups are expanded. Manual expanding and collapsing takes precedence over the level. */
export interface ExpansionState {
  /** Number of expanded groups around an endpoint: 0 shows the cluster as one node, 3 shows pods. */
  depth: number;
  opened: ReadonlySet<string>;
  closed: ReadonlySet<string>;
}

/** Groups with more networks or addresses are expanded manually only. */
const MAX_PARTIES_OPEN = 8;

/** Depth from which on external parties are shown individually: that of workloads. */
const MEMBER_DEPTH = 2;

/** Whether a node is expanded: its children are shown in place of it. */
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
