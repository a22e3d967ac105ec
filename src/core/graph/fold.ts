import { compareText } from '../compareText';
import {
  bytesOf,
  crossesZones,
  type Endpoint,
  type Flow,
  retransmissionsOf,
  roundTripTimeMicrosecondsOf,
  timeoutsOf,
} from '../flow/flow';
import { type FlowGraph, type GraphEdge, type GraphLevel, type GraphNode } from './graph';
import { isLossy } from './loss';
import { nodeOf } from './nodeOf';

export interface FoldOptions {
  level: GraphLevel;
  /**
   * At most this many edges, the heaviest by bytes first. Edges that lose more than by chance are
   * shown beyond it: what is wrong is never hidden by what is big.
   */
  maxEdges: number;
}

/**
 * Folds flows to a graph at a level: sums per pair and direction, keeping apart who opened the
 * connections. Edges left out are counted, never dropped silently.
 */
export function foldFlows(flows: readonly Flow[], { level, maxEdges }: FoldOptions): FlowGraph {
  const nodes: NodeDrafts = { byId: new Map(), byPod: new Map() };
  const edges: EdgeDraft[] = [];
  for (const flow of flows) {
    addFlow(edges, touchNode(nodes, flow.client, level), touchNode(nodes, flow.server, level), flow);
  }
  const all = edges.map(finishEdge).sort(byBytesThenId);
  const shown = all.filter((edge, rank) => rank < maxEdges || isLossy(edge));
  const left = all.length === shown.length ? [] : all.filter((edge, rank) => rank >= maxEdges && !isLossy(edge));
  const used = new Set<string>();
  for (const { source, target } of shown) {
    used.add(source).add(target);
  }
  return {
    level,
    nodes: [...nodes.byId.values()]
      .filter(({ node }) => used.has(node.id))
      .map(finishNode)
      .sort(byId),
    edges: shown.sort(byId),
    leftOut: { edges: left.length, flows: sum(left, 'flowCount'), bytes: sum(left, 'bytes') },
    totalBytes: sum(all, 'bytes'),
  };
}

interface NodeDraft {
  node: GraphNode;
  zoneIds: Set<string>;
  edgesTo: Map<NodeDraft, EdgeDraft>;
}

interface EdgeDraft {
  edge: GraphEdge;
  roundTrip: { weightedSum: number; weight: number };
}

/** Drafts of nodes by id, and of pods by name: a pod met before needs no looking up of its node. */
interface NodeDrafts {
  byId: Map<string, NodeDraft>;
  byPod: Map<string, NodeDraft>;
}

function touchNode(drafts: NodeDrafts, endpoint: Endpoint, level: GraphLevel): NodeDraft {
  const { namespace, pod } = endpoint;
  if (pod === undefined || endpoint.external) {
    return draftOf(drafts, endpoint, level);
  }
  const name = `${namespace}/${pod}`;
  let draft = drafts.byPod.get(name);
  if (!draft) {
    draft = draftOf(drafts, endpoint, level);
    draft.node.podCount += 1;
    drafts.byPod.set(name, draft);
  } else if (endpoint.zoneId !== undefined) {
    draft.zoneIds.add(endpoint.zoneId);
  }
  return draft;
}

function draftOf({ byId: drafts }: NodeDrafts, endpoint: Endpoint, level: GraphLevel): NodeDraft {
  const identity = nodeOf(endpoint, level);
  let draft = drafts.get(identity.id);
  if (!draft) {
    draft = { node: { ...identity, podCount: 0, zoneIds: [] }, zoneIds: new Set(), edgesTo: new Map() };
    drafts.set(identity.id, draft);
  }
  if (endpoint.zoneId !== undefined) {
    draft.zoneIds.add(endpoint.zoneId);
  }
  return draft;
}

function finishNode({ node, zoneIds }: NodeDraft): GraphNode {
  node.zoneIds = [...zoneIds].sort();
  return node;
}

function addFlow(edges: EdgeDraft[], source: NodeDraft, target: NodeDraft, flow: Flow): void {
  let draft = source.edgesTo.get(target);
  if (!draft) {
    draft = newEdge(source.node.id, target.node.id);
    source.edgesTo.set(target, draft);
    edges.push(draft);
  }
  const { edge, roundTrip } = draft;
  const bytes = bytesOf(flow);
  const retransmissions = retransmissionsOf(flow);
  const timeouts = timeoutsOf(flow);
  edge.flowCount += 1;
  edge.bytes = addDefined(edge.bytes, bytes);
  edge.crossZoneBytes += crossesZones(flow) ? (bytes ?? 0) : 0;
  edge.retransmissions = addDefined(edge.retransmissions, retransmissions);
  edge.timeouts = addDefined(edge.timeouts, timeouts);
  edge.ratedLosses += bytes === undefined ? 0 : (retransmissions ?? 0) + (timeouts ?? 0);
  const roundTripTime = roundTripTimeMicrosecondsOf(flow);
  if (roundTripTime !== undefined) {
    // A flow outside the top by bytes still counts for the mean, with the least weight there is.
    const weight = Math.max(bytes ?? 0, 1);
    roundTrip.weightedSum += roundTripTime * weight;
    roundTrip.weight += weight;
  }
  if (flow.port !== undefined && !edge.ports.includes(flow.port)) {
    edge.ports.push(flow.port);
  }
}

function newEdge(source: string, target: string): EdgeDraft {
  return {
    edge: { id: `${source}>${target}`, source, target, flowCount: 0, ports: [], crossZoneBytes: 0, ratedLosses: 0 },
    roundTrip: { weightedSum: 0, weight: 0 },
  };
}

function finishEdge({ edge, roundTrip }: EdgeDraft): GraphEdge {
  edge.ports.sort((a, b) => a - b);
  if (roundTrip.weight > 0) {
    edge.roundTripTimeMicroseconds = roundTrip.weightedSum / roundTrip.weight;
  }
  return edge;
}

function addDefined(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}

function byBytesThenId(a: GraphEdge, b: GraphEdge): number {
  return (b.bytes ?? 0) - (a.bytes ?? 0) || byId(a, b);
}

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}

function sum(edges: readonly GraphEdge[], member: 'bytes' | 'flowCount'): number {
  return edges.reduce((total, edge) => total + (edge[member] ?? 0), 0);
}
