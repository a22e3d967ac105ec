import { compareText } from '../../core/compareText';
import { type GraphNode, type GraphTopology } from '../../core/graph/graph';
import { type GraphTree } from '../../core/graph/tree';
import { type TreeNode } from '../../core/graph/treeTopology';
import { type LayoutEdge, type LayoutInput, type LayoutNode } from './layoutInput';
import { layoutNodeSize } from './layoutNodeSize';

/** Depths in a tree of flows: cluster (0), groups such as namespaces and zones (1), and their members (2). */
const GROUP_DEPTH = 1;
const LAYOUT_NODE_DEPTH = 2;

/**
 * The input of the layout for some topologies of one tree: the layout nodes of all visible nodes, the groups around
 * them, and the edges between them. Topologies at other levels of the tree share the same positions.
 */
export function toLayoutInput(tree: Pick<GraphTree, 'nodes'>, topologies: readonly GraphTopology[]): LayoutInput {
  const layoutNodes = new Map<string, LayoutNode>();
  const groups = new Set<string>();
  const callees = new Map<string, Set<string>>();
  for (const { nodes, edges } of topologies) {
    const layoutNodeIds = new Map<string, string>();
    for (const { id } of nodes) {
      const layoutNodeId = addNode(tree.nodes.get(id), layoutNodes, groups);
      if (layoutNodeId !== undefined) {
        layoutNodeIds.set(id, layoutNodeId);
      }
    }
    edges.forEach(({ source, target }) => addEdge(callees, layoutNodeIds.get(source), layoutNodeIds.get(target)));
  }
  return {
    nodes: [...layoutNodes.values()].sort((a, b) => compareText(a.id, b.id)),
    groups: [...groups].sort(),
    edges: [...callees.keys()].sort().flatMap((source) => edgesFrom(source, callees)),
  };
}

/** The layout node that a node is or lies in; undefined for groups, which contain layout nodes. */
function layoutNodeOf(node: TreeNode): TreeNode | undefined {
  const depth = node.node.isExternal ? 0 : LAYOUT_NODE_DEPTH;
  let at: TreeNode = node;
  while (at.depth > depth && at.parent) {
    at = at.parent;
  }
  return at.depth === depth || isAlone(at) ? at : undefined;
}

/** Whether a node is in no group, as in data without groups. */
function isAlone({ node, depth, children }: TreeNode): boolean {
  return !node.isExternal && depth === GROUP_DEPTH && children.length === 0;
}

/** @returns the id of the layout node that a node is or lies in */
function addNode(
  node: TreeNode | undefined,
  layoutNodes: Map<string, LayoutNode>,
  groups: Set<string>
): string | undefined {
  const layoutNode = node && layoutNodeOf(node);
  if (!layoutNode) {
    if (node?.depth === GROUP_DEPTH) {
      groups.add(node.node.id);
    }
    return undefined;
  }
  const { isExternal, id } = layoutNode.node;
  if (!layoutNodes.has(id)) {
    const group = isExternal || layoutNode.depth < LAYOUT_NODE_DEPTH ? undefined : layoutNode.parent?.node.id;
    layoutNodes.set(id, {
      id,
      isExternal,
      size: layoutNodeSize(shownNode(layoutNode)),
      ...(group !== undefined && { group }),
    });
    if (group !== undefined) {
      groups.add(group);
    }
  }
  return id;
}

/** A group of external parties with a single member is shown as that member. */
function shownNode({ node, children: [first, ...others] }: TreeNode): GraphNode {
  return node.isExternal && first && others.length === 0 ? first.node : node;
}

function addEdge(callees: Map<string, Set<string>>, source: string | undefined, target: string | undefined): void {
  if (source !== undefined && target !== undefined && source !== target) {
    let known = callees.get(source);
    if (!known) {
      known = new Set();
      callees.set(source, known);
    }
    known.add(target);
  }
}

function edgesFrom(source: string, callees: ReadonlyMap<string, ReadonlySet<string>>): LayoutEdge[] {
  return [...(callees.get(source) ?? [])].sort().map((target) => ({ source, target }));
}
