import { compareText } from '../compareText';
import { type Flow } from '../flow/flow';
import { addMetrics, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { topologyOf, type Aggregation, aggregationOf, type EdgePredicate, OMITTED } from './aggregation';
import { type FlowGraph, type GraphEdge, type OmittedEdges, type VisibleEdge } from './graph';
import { heaviestFirst } from './heaviestFirst';
import { depthOfLevel, type GraphLevel, groupingOfLevel } from './level';
import { isLossy } from './loss';
import { type ExpansionState } from './expansionState';
import { type GraphTree, type Link, treeOfFlows } from './tree';
import { type TreeNode } from './treeTopology';

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

export interface AggregateOptions extends EdgeChoice {
  expansion: ExpansionState;
  /** Which pairs of shown nodes belong to the picture; all where nothing is said. */
  isIncluded?: EdgePredicate;
}

/** Folds a tree to what its open boxes show. */
export function aggregateTree(tree: GraphTree, { expansion, isIncluded, ...choice }: AggregateOptions): FlowGraph {
  return graphOfAggregation(tree, aggregationOf(tree.topology, expansion, isIncluded), choice);
}

/**
 * The graph of a tree as its shape is folded: sums per pair and direction of the nodes that are seen.
 * Edges left out are counted, never dropped silently.
 */
export function graphOfAggregation(
  tree: GraphTree,
  aggregation: Aggregation,
  { maxEdges, weightOf = ({ bytes }) => bytes }: EdgeChoice
): FlowGraph {
  const all = edgesOf(tree, aggregation);
  const isVisible = (edge: GraphEdge, rank: number) => rank < maxEdges || isLossy(edge);
  const order = orderOf(all, weightOf);
  const edges = pick(all, order);
  const visible = maxEdges >= all.length ? edges : edges.filter(isVisible);
  const isWhole = visible.length === all.length;
  const topology = isWhole ? aggregation.topology : topologyOf(visible, endsOf(visible, tree), aggregation.alone);
  return {
    topology,
    nodes: topology.nodes,
    groups: topology.groups,
    edges: visible,
    topologyIndexOfEdge: isWhole ? order : Uint32Array.from(visible.keys()),
    omitted: countOmitted(isWhole ? [] : edges.filter((edge, rank) => !isVisible(edge, rank))),
    totalBytes: edges.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}

/** Folds flows at a level of the grouping in which it is at home. */
export function aggregateFlows(
  flows: readonly Flow[],
  { level, maxEdges }: { level: GraphLevel; maxEdges: number }
): FlowGraph {
  const grouping = groupingOfLevel(level);
  const expansion = { depth: depthOfLevel(grouping, level), opened: new Set<string>(), closed: new Set<string>() };
  return aggregateTree(treeOfFlows(flows, grouping), { expansion, maxEdges });
}

/** An edge for each tie. */
function edgesOf({ links }: GraphTree, { topology, edgeIndexOfPair }: Aggregation): GraphEdge[] {
  const edges: GraphEdge[] = [];
  links.forEach((link, index) => {
    const at = edgeIndexOfPair[index] ?? OMITTED;
    const visibleEdge = topology.edges[at];
    const edge = edges[at];
    if (edge) {
      addLink(edge, link);
    } else if (visibleEdge) {
      edges[at] = newEdge(visibleEdge, link);
    }
  });
  return edges;
}

/** Member by member: spreading tens of thousands is what a picture would wait for. */
function newEdge({ id, source, target, ports }: VisibleEdge, { metrics, before }: Link): GraphEdge {
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

function countOmitted(left: readonly GraphEdge[]): OmittedEdges {
  return {
    edges: left.length,
    flows: left.reduce((sum, { flowCount }) => sum + flowCount, 0),
    bytes: left.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
  };
}
