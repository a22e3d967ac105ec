import { compareText } from '../compareText';
import { type Flow } from '../flow/flow';
import { addMetrics, copyMetrics, type EdgeMetrics, noMetrics, sortPorts } from './edgeMetrics';
import { type FlowGraph, type GraphEdge, type LeftOut } from './graph';
import { depthOfLevel, type GraphLevel, groupingOfLevel } from './level';
import { isLossy } from './loss';
import { isOpen, type Opening } from './opening';
import { type GraphTree, type Link, type TreeNode, treeOfFlows, withAncestors } from './tree';

export interface FoldOptions {
  opening: Opening;
  /**
   * At most this many edges, the heaviest first. Edges that lose more than by chance are shown beyond
   * it: what is wrong is never hidden by what is big.
   */
  maxEdges: number;
  /** What makes an edge heavy; its bytes where nothing is said. */
  weightOf?: (edge: EdgeMetrics) => number | undefined;
  /** Which pairs of shown nodes belong to the picture; all where nothing is said. */
  keeps?: (source: TreeNode, target: TreeNode) => boolean;
}

/**
 * Folds a tree to what its open boxes show: sums per pair and direction of the nodes that are seen.
 * Edges left out are counted, never dropped silently.
 */
export function foldTree(tree: GraphTree, options: FoldOptions): FlowGraph {
  const weightOf = options.weightOf ?? (({ bytes }: EdgeMetrics) => bytes);
  const all = edgesOf(tree, options);
  all.sort((a, b) => (weightOf(b) ?? 0) - (weightOf(a) ?? 0) || byId(a, b));
  const isShown = (edge: GraphEdge, rank: number) => rank < options.maxEdges || isLossy(edge);
  const edges = options.maxEdges >= all.length ? all : all.filter(isShown);
  const nodes = endsOf(edges, tree);
  return {
    nodes: nodes.map(({ node }) => node).sort(byId),
    boxes: boxesAround(nodes),
    edges,
    leftOut: countLeftOut(edges.length === all.length ? [] : all.filter((edge, rank) => !isShown(edge, rank))),
    totalBytes: all.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}

/** Folds flows at a level of the grouping in which it is at home. */
export function foldFlows(
  flows: readonly Flow[],
  { level, maxEdges }: { level: GraphLevel; maxEdges: number }
): FlowGraph {
  const grouping = groupingOfLevel(level);
  const opening = { depth: depthOfLevel(grouping, level), opened: new Set<string>(), closed: new Set<string>() };
  return foldTree(treeOfFlows(flows, grouping), { opening, maxEdges });
}

/** What stands for a leaf in the picture: the outermost node around it that is not open. */
export function shownNode(leaf: TreeNode, opening: Opening): TreeNode {
  let shown = leaf;
  for (const around of withAncestors(leaf)) {
    if (!isOpen(around, opening)) {
      shown = around;
    }
  }
  return isOnlyParty(shown) ? (shown.children[0] ?? shown) : shown;
}

/** A kind of outside party with one of it is that party. */
function isOnlyParty({ node, children, depth }: TreeNode): boolean {
  return node.isExternal && depth === 0 && children.length === 1;
}

/** Keeps which node stands for each leaf, so that every leaf is asked once. */
function shownNodes(opening: Opening): (leaf: TreeNode) => TreeNode {
  const known = new Map<TreeNode, TreeNode>();
  return (leaf) => {
    let shown = known.get(leaf);
    if (!shown) {
      shown = shownNode(leaf, opening);
      known.set(leaf, shown);
    }
    return shown;
  };
}

function edgesOf({ links }: GraphTree, { opening, keeps }: FoldOptions): GraphEdge[] {
  const shown = shownNodes(opening);
  const byEnds = new Map<TreeNode, Map<TreeNode, GraphEdge>>();
  const edges: GraphEdge[] = [];
  for (const link of links) {
    const source = shown(link.source);
    const target = shown(link.target);
    if (!keeps || keeps(source, target)) {
      let byTarget = byEnds.get(source);
      if (!byTarget) {
        byTarget = new Map();
        byEnds.set(source, byTarget);
      }
      const edge = byTarget.get(target);
      if (edge) {
        addLink(edge, link);
      } else {
        const added = newEdge(source, target, link);
        byTarget.set(target, added);
        edges.push(added);
      }
    }
  }
  edges.forEach(sortPorts);
  return edges;
}

function newEdge(source: TreeNode, target: TreeNode, { metrics, before }: Link): GraphEdge {
  const ends = { id: `${source.node.id}>${target.node.id}`, source: source.node.id, target: target.node.id };
  const edge: GraphEdge = Object.assign(copyMetrics(metrics), ends);
  if (before) {
    edge.before = copyMetrics(before);
  }
  return edge;
}

function addLink(edge: GraphEdge, { metrics, before }: Link): void {
  addMetrics(edge, metrics);
  if (before) {
    edge.before ??= noMetrics();
    addMetrics(edge.before, before);
  }
}

function endsOf(edges: readonly GraphEdge[], { nodes }: GraphTree): TreeNode[] {
  const ends = new Set<TreeNode>();
  for (const { source, target } of edges) {
    for (const id of [source, target]) {
      const node = nodes.get(id);
      if (node) {
        ends.add(node);
      }
    }
  }
  return [...ends];
}

/** The open boxes around nodes, each once, outermost first. */
function boxesAround(nodes: readonly TreeNode[]): FlowGraph['boxes'] {
  const boxes = new Set<TreeNode>();
  for (const { parent } of nodes) {
    for (let at = parent; at && !boxes.has(at); at = at.parent) {
      if (!isOnlyParty(at)) {
        boxes.add(at);
      }
    }
  }
  return [...boxes].sort((a, b) => a.depth - b.depth || byId(a.node, b.node)).map(({ node }) => node);
}

function countLeftOut(left: readonly GraphEdge[]): LeftOut {
  return {
    edges: left.length,
    flows: left.reduce((sum, { flowCount }) => sum + flowCount, 0),
    bytes: left.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}
