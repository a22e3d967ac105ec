import { compareText } from '../compareText';
import { type Flow } from '../flow/flow';
import { addMetrics, type EdgeMetrics, noMetrics } from './edgeMetrics';
import { topologyOf, type Aggregation, aggregationOf, type EdgePredicate, OMITTED } from './aggregation';
import { type FlowGraph, type GraphEdge, type OmittedEdges, type VisibleEdge } from './graph';
import { heaviestFirst } from './heaviestFirst';
import { depthOfLevel, type GraphLevel, groupingOfLevel } from './level';
import { hasDenied } from './edgeVerdicts';
import { isLossy } from './loss';
import { type ExpansionState } from './expansionState';
import { type GraphTree, type Link, treeOfFlows } from './tree';
import { type TreeNode } from './treeTopology';

/** Which edges to show. */
export interface EdgeChoice {
  /**
   * Maximum number of edges, by weight. Edges with significant losses, and those that network policies deny, are
   * shown in addition, so that large edges never hide problems.
   */
  maxEdges: number;
  /** The weight of an edge. Default: its bytes. */
  weightOf?: (edge: EdgeMetrics) => number | undefined;
}

export interface AggregateOptions extends EdgeChoice {
  expansion: ExpansionState;
  /** Selects the pairs of visible nodes to include. Default: all. */
  isIncluded?: EdgePredicate;
}

/** Aggregates a tree to its visible nodes. */
export function aggregateTree(tree: GraphTree, { expansion, isIncluded, ...choice }: AggregateOptions): FlowGraph {
  return graphOfAggregation(tree, aggregationOf(tree.topology, expansion, isIncluded), choice);
}

/**
 * The graph of a tree for an aggregation: sums per pair of visible nodes and direction. Omitted edges are counted.
 *
 * @param aggregation of the topology of the same tree
 */
export function graphOfAggregation(
  tree: GraphTree,
  aggregation: Aggregation,
  { maxEdges, weightOf = ({ bytes }) => bytes }: EdgeChoice
): FlowGraph {
  const all = edgesOf(tree, aggregation);
  const isVisible = (edge: GraphEdge, rank: number) => rank < maxEdges || isLossy(edge) || hasDenied(edge);
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

/** Aggregates flows to a level, in the grouping that the level belongs to. */
export function aggregateFlows(
  flows: readonly Flow[],
  { level, maxEdges }: { level: GraphLevel; maxEdges: number }
): FlowGraph {
  const grouping = groupingOfLevel(level);
  const expansion = { depth: depthOfLevel(grouping, level), opened: new Set<string>(), closed: new Set<string>() };
  return aggregateTree(treeOfFlows(flows, grouping), { expansion, maxEdges });
}

/** The edges with their values, in the order of the edges of the topology. */
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

/** Copied field by field: object spread is too slow for tens of thousands of edges. */
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
    verdicts: metrics.verdicts,
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

/** Indices by weight, descending; edges of equal weight are ordered by id. */
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
