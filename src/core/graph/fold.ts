import { compareText } from '../compareText';
import { type Flow } from '../flow/flow';
import { addMetrics, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { figureOf, type Folding, foldingOf, type Keeps, LEFT_OUT } from './folding';
import { type FlowGraph, type GraphEdge, type LeftOut, type Tie } from './graph';
import { heaviestFirst } from './heaviestFirst';
import { depthOfLevel, type GraphLevel, groupingOfLevel } from './level';
import { isLossy } from './loss';
import { type Opening } from './opening';
import { type GraphTree, type Link, treeOfFlows, type TreeNode } from './tree';

/** Which edges are shown. */
export interface EdgeChoice {
  /**
   * At most this many edges, the heaviest first. Edges that lose more than by chance are shown beyond
   * it: what is wrong is never hidden by what is big.
   */
  maxEdges: number;
  /** What makes an edge heavy; its bytes where nothing is said. */
  weightOf?: (edge: EdgeMetrics) => number | undefined;
}

export interface FoldOptions extends EdgeChoice {
  opening: Opening;
  /** Which pairs of shown nodes belong to the picture; all where nothing is said. */
  keeps?: Keeps;
}

/** Folds a tree to what its open boxes show. */
export function foldTree(tree: GraphTree, { opening, keeps, ...choice }: FoldOptions): FlowGraph {
  return sumFolding(tree, foldingOf(tree.shape, opening, keeps), choice);
}

/**
 * The graph of a tree as its shape is folded: sums per pair and direction of the nodes that are seen.
 * Edges left out are counted, never dropped silently.
 */
export function sumFolding(
  tree: GraphTree,
  folding: Folding,
  { maxEdges, weightOf = ({ bytes }) => bytes }: EdgeChoice
): FlowGraph {
  const all = edgesOf(tree, folding);
  const isShown = (edge: GraphEdge, rank: number) => rank < maxEdges || isLossy(edge);
  const order = orderOf(all, weightOf);
  const edges = pick(all, order);
  const shown = maxEdges >= all.length ? edges : edges.filter(isShown);
  const isWhole = shown.length === all.length;
  const figure = isWhole ? folding.figure : figureOf(shown, endsOf(shown, tree), folding.alone);
  return {
    figure,
    nodes: figure.nodes,
    boxes: figure.boxes,
    edges: shown,
    tieOf: isWhole ? order : Uint32Array.from(shown.keys()),
    leftOut: countLeftOut(isWhole ? [] : edges.filter((edge, rank) => !isShown(edge, rank))),
    totalBytes: edges.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
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

/** An edge for each tie. */
function edgesOf({ links }: GraphTree, { figure, tieOf }: Folding): GraphEdge[] {
  const edges: GraphEdge[] = [];
  links.forEach((link, index) => {
    const at = tieOf[index] ?? LEFT_OUT;
    const tie = figure.ties[at];
    const edge = edges[at];
    if (edge) {
      addLink(edge, link);
    } else if (tie) {
      edges[at] = newEdge(tie, link);
    }
  });
  return edges;
}

/** Member by member: spreading tens of thousands is what a picture would wait for. */
function newEdge({ id, source, target, ports }: Tie, { metrics, before }: Link): GraphEdge {
  return {
    flowCount: metrics.flowCount,
    ports,
    bytes: metrics.bytes,
    crossZoneBytes: metrics.crossZoneBytes,
    chargedBytes: metrics.chargedBytes,
    retransmissions: metrics.retransmissions,
    timeouts: metrics.timeouts,
    ratedLosses: metrics.ratedLosses,
    roundTripTimeMicroseconds: metrics.roundTripTimeMicroseconds,
    roundTripWeight: metrics.roundTripWeight,
    others: metrics.others && { ...metrics.others },
    combined: metrics.combined,
    id,
    source,
    target,
    before: before && { ...before },
  };
}

function addLink(edge: GraphEdge, { metrics, before }: Link): void {
  addMetrics(edge, metrics);
  if (before) {
    edge.before ??= noMetrics();
    addMetrics(edge.before, before);
  }
}

/** The heaviest first; those of equal weight by their ids. */
function orderOf(edges: readonly GraphEdge[], weightOf: (edge: EdgeMetrics) => number | undefined): Uint32Array {
  const idOf = (index: number) => edges[index]?.id ?? '';
  const weights = edges.map((edge) => weightOf(edge) ?? 0);
  return heaviestFirst(weights, (a, b) => compareText(idOf(a), idOf(b)));
}

function pick<T>(items: readonly T[], order: Uint32Array): T[] {
  const picked: T[] = [];
  order.forEach((index) => {
    const item = items[index];
    if (item !== undefined) {
      picked.push(item);
    }
  });
  return picked;
}

function endsOf(edges: readonly GraphEdge[], { nodes }: GraphTree): TreeNode[] {
  const ends = new Set<TreeNode>();
  const add = (id: string) => {
    const node = nodes.get(id);
    if (node) {
      ends.add(node);
    }
  };
  for (const { source, target } of edges) {
    add(source);
    add(target);
  }
  return [...ends];
}

function countLeftOut(left: readonly GraphEdge[]): LeftOut {
  return {
    edges: left.length,
    flows: left.reduce((sum, { flowCount }) => sum + flowCount, 0),
    bytes: left.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}
