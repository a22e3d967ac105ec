import { compareText } from '../compareText';
import { sortedPorts, withPorts } from './edgeMetrics';
import { type GraphTopology, type GraphNode, type VisibleEdge } from './graph';
import { isOpen, type ExpansionState } from './expansionState';
import { type TreeNode, type TreeTopology } from './treeTopology';

/** Tells of a pair of shown nodes whether it belongs to the picture. */
export type EdgePredicate = (source: TreeNode, target: TreeNode) => boolean;

/** How a tree folds to what its open boxes show, whatever the values. */
export interface Aggregation {
  /** With all edges that there can be. */
  topology: GraphTopology;
  /** What is shown though nothing is tied to it: data that are no flows have such nodes. */
  alone: readonly TreeNode[];
  /** By pair of the tree: the index of its tie; {@link LEFT_OUT} where it does not belong to the picture. */
  edgeIndexOfPair: Int32Array;
}

export const OMITTED = -1;

/** @param keeps which pairs belong to the picture; all where nothing is said */
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
    // A number for each pair of nodes: texts would have to be put together and hashed.
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
 * @param ends the nodes that are tied
 * @param alone others
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

/** What stands for a leaf in the picture: the outermost node around it that is not open. */
export function visibleNodeOf(leaf: TreeNode, expansion: ExpansionState): TreeNode {
  let visible = leaf;
  for (let around: TreeNode | undefined = leaf; around; around = around.parent) {
    if (!isOpen(around, expansion)) {
      visible = around;
    }
  }
  return isOnlyParty(visible) ? (visible.children[0] ?? visible) : visible;
}

/** A kind of outside party with one of it is that party. */
function isOnlyParty({ node, children, depth }: TreeNode): boolean {
  return node.isExternal && depth === 0 && children.length === 1;
}

/** Keeps which node stands for each leaf, so that every leaf is asked once. */
function visibleNodes(count: number, expansion: ExpansionState): (leaf: TreeNode) => TreeNode {
  const known = new Array<TreeNode | undefined>(count);
  return (leaf) => (known[leaf.rank] ??= visibleNodeOf(leaf, expansion));
}

/** The open boxes around nodes, each once, outermost first. */
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
