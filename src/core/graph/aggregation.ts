import { compareText } from '../compareText';
import { sortedPorts, withPorts } from './edgeMetrics';
import { type GraphTopology, type GraphNode, type VisibleEdge } from './graph';
import { isOpen, type ExpansionState } from './expansionState';
import { type TreeNode, type TreeTopology } from './treeTopology';

/** Whether the edge between two visible nodes is shown. */
export type EdgePredicate = (source: TreeNode, target: TreeNode) => boolean;

/** How a tree aggregates to its visible nodes, independent of values. */
export interface Aggregation {
  /** With all edges, none omitted. */
  topology: GraphTopology;
  /** Visible nodes without edges. Only data that does not consist of flows has them. */
  alone: readonly TreeNode[];
  /**
   * Maps indices of `TreeTopology.pairs` to indices of `topology.edges`; {@link OMITTED} for pairs that are not shown.
   * For example, if pairs 0 and 2 aggregate to the same edge, which was found first, both map to 0.
   */
  edgeIndexOfPair: Int32Array;
}

/** In place of an index, for pairs without a visible edge. */
export const OMITTED = -1;

/**
 * Determines which nodes and edges of a tree are visible.
 *
 * @param isIncluded selects the pairs of visible nodes to include; default: all
 */
export function aggregationOf(
  { nodes, pairs }: TreeTopology,
  expansion: ExpansionState,
  isIncluded?: EdgePredicate
): Aggregation {
  const visible = visibleNodes(nodes.size, expansion);
  const known = new Map<number, number>();
  const edges: VisibleEdge[] = [];
  const ends = new Set<TreeNode>();
  const hasEdge = new Uint8Array(nodes.size);
  const edgeIndexOfPair = Int32Array.from(pairs, ({ source: client, target: server, ports }) => {
    hasEdge[client.rank] = 1;
    hasEdge[server.rank] = 1;
    const source = visible(client);
    const target = visible(server);
    if (isIncluded && !isIncluded(source, target)) {
      return OMITTED;
    }
    // A number identifies each pair of nodes. Strings would have to be concatenated and hashed.
    const key = source.rank * nodes.size + target.rank;
    let edge = known.get(key);
    if (edge === undefined) {
      edge = edges.length;
      known.set(key, edge);
      edges.push({ id: `${source.node.id}>${target.node.id}`, source: source.node.id, target: target.node.id, ports });
      ends.add(source).add(target);
    } else {
      addPorts(edges[edge], ports);
    }
    return edge;
  });
  edges.forEach((edge) => (edge.ports = sortedPorts(edge.ports)));
  const loose = [...nodes.values()].filter(({ children, rank }) => children.length === 0 && hasEdge[rank] === 0);
  const alone = loose.map(visible).filter((node) => !isIncluded || isIncluded(node, node));
  return { topology: topologyOf(edges, [...ends], alone), alone, edgeIndexOfPair };
}

function addPorts(edge: VisibleEdge | undefined, ports: readonly number[]): void {
  if (edge) {
    edge.ports = withPorts(edge.ports, ports);
  }
}

/**
 * The topology of visible nodes and edges.
 *
 * @param ends the nodes of the edges, each once
 * @param alone nodes without edges
 */
export function topologyOf(
  edges: readonly VisibleEdge[],
  ends: readonly TreeNode[],
  alone: readonly TreeNode[]
): GraphTopology {
  const visible = [...(alone.length === 0 ? ends : new Set([...ends, ...alone]))];
  const groups = groupsAround(visible);
  return { nodes: visible.sort((a, b) => a.rank - b.rank).map(({ node }) => node), groups, edges };
}

/** The visible node that represents a leaf: the outermost one around it that is not expanded. */
export function visibleNodeOf(leaf: TreeNode, expansion: ExpansionState): TreeNode {
  let visible = leaf;
  for (let around: TreeNode | undefined = leaf; around; around = around.parent) {
    if (!isOpen(around, expansion)) {
      visible = around;
    }
  }
  return isOnlyParty(visible) ? (visible.children[0] ?? visible) : visible;
}

/** Whether a group of external parties has a single member, which then represents it. */
function isOnlyParty({ node, children, depth }: TreeNode): boolean {
  return node.isExternal && depth === 0 && children.length === 1;
}

/** Memoizes the visible node of each leaf. */
function visibleNodes(count: number, expansion: ExpansionState): (leaf: TreeNode) => TreeNode {
  const known = new Array<TreeNode | undefined>(count);
  return (leaf) => (known[leaf.rank] ??= visibleNodeOf(leaf, expansion));
}

/** The expanded groups around nodes, each once, outermost first. */
function groupsAround(nodes: readonly TreeNode[]): GraphNode[] {
  const groups = new Set<TreeNode>();
  for (const { parent } of nodes) {
    for (let at = parent; at && !groups.has(at); at = at.parent) {
      if (!isOnlyParty(at)) {
        groups.add(at);
      }
    }
  }
  return [...groups].sort((a, b) => a.depth - b.depth || compareText(a.node.id, b.node.id)).map(({ node }) => node);
}
