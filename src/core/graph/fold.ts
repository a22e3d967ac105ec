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
  const edges = new Map<string, EdgeDraft>();
  for (const flow of flows) {
    const source = touchNode(nodes, flow.client, level);
    const target = touchNode(nodes, flow.server, level);
    addFlow(edges, source, target, flow);
  }
  const all = [...edges.values()].map(finishEdge).sort(byBytesThenId);
  const shown = all.filter((edge, rank) => rank < maxEdges || isLossy(edge));
  const left = all.filter((edge, rank) => rank >= maxEdges && !isLossy(edge));
  const used = new Set(shown.flatMap(({ source, target }) => [source, target]));
  return {
    level,
    nodes: [...nodes.byId.values()]
      .map(finishNode)
      .filter(({ id }) => used.has(id))
      .sort(byId),
    edges: shown.sort(byId),
    leftOut: { edges: left.length, flows: sum(left, 'flowCount'), bytes: sum(left, 'bytes') },
    totalBytes: sum(all, 'bytes'),
  };
}

interface NodeDraft {
  node: GraphNode;
  pods: number;
  zoneIds: Set<string>;
}

interface EdgeDraft {
  edge: GraphEdge;
  ports: Set<number>;
  roundTrip: { weightedSum: number; weight: number };
}

/** Drafts of nodes by id, and of pods by name: a pod met before needs no looking up of its node. */
interface NodeDrafts {
  byId: Map<string, NodeDraft>;
  byPod: Map<string, NodeDraft>;
}

function touchNode(drafts: NodeDrafts, endpoint: Endpoint, level: GraphLevel): string {
  const { namespace, pod } = endpoint;
  if (pod === undefined || endpoint.external) {
    return draftOf(drafts, endpoint, level).node.id;
  }
  const name = `${namespace}/${pod}`;
  let draft = drafts.byPod.get(name);
  if (!draft) {
    draft = draftOf(drafts, endpoint, level);
    draft.pods += 1;
    drafts.byPod.set(name, draft);
  }
  return draft.node.id;
}

function draftOf({ byId: drafts }: NodeDrafts, endpoint: Endpoint, level: GraphLevel): NodeDraft {
  const identity = nodeOf(endpoint, level);
  let draft = drafts.get(identity.id);
  if (!draft) {
    draft = { node: { ...identity, podCount: 0, zoneIds: [] }, pods: 0, zoneIds: new Set() };
    drafts.set(identity.id, draft);
  }
  if (endpoint.zoneId !== undefined) {
    draft.zoneIds.add(endpoint.zoneId);
  }
  return draft;
}

function finishNode({ node, pods, zoneIds }: NodeDraft): GraphNode {
  return { ...node, podCount: pods, zoneIds: [...zoneIds].sort() };
}

function addFlow(edges: Map<string, EdgeDraft>, source: string, target: string, flow: Flow): void {
  const id = `${source}>${target}`;
  let draft = edges.get(id);
  if (!draft) {
    const edge = { id, source, target, flowCount: 0, ports: [], crossZoneBytes: 0, ratedLosses: 0 };
    draft = { edge, ports: new Set(), roundTrip: { weightedSum: 0, weight: 0 } };
    edges.set(id, draft);
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
  if (flow.port !== undefined) {
    draft.ports.add(flow.port);
  }
}

function finishEdge({ edge, ports, roundTrip }: EdgeDraft): GraphEdge {
  return {
    ...edge,
    ports: [...ports].sort((a, b) => a - b),
    ...(roundTrip.weight > 0 && { roundTripTimeMicroseconds: roundTrip.weightedSum / roundTrip.weight }),
  };
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
