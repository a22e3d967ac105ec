import { type ExternalParty } from '../flow/flow';
import { type WorkloadKind } from '../kubernetes/workload';
import { type EdgeMetrics } from './edgeMetrics';

export type NodeKind =
  | 'cluster'
  | 'namespace'
  | 'zone'
  | 'node'
  | 'pod'
  | 'host'
  | 'country'
  | 'unknown'
  /** A group, and a node in it, of data that does not consist of flows. */
  | 'group'
  | 'foreign'
  | WorkloadKind
  | ExternalParty['kind'];

/** A node of the graph at any depth: a group that can be expanded, or a member of one. */
export interface GraphNode {
  /** Stable across refreshes and rollouts: never contains a generated pod name above pod level. */
  id: string;
  label: string;
  kind: NodeKind;
  /** Id of the group around it; absent if there is none. */
  parent?: string;
  /** Outside the cluster: drawn in the external ring. */
  isExternal: boolean;
  namespace?: string;
  /** Number of pods that it represents. */
  podCount: number;
  /** Number of its children: what it expands to. */
  childCount: number;
  /** Availability Zone ids of its pods, sorted. */
  zoneIds: string[];
}

/** A visible edge without values: the ids of the nodes of its clients (source) and of its servers (target). */
export interface VisibleEdge {
  id: string;
  source: string;
  target: string;
  /** Server ports, ascending. */
  ports: readonly number[];
}

/** All flows from the pods of one node (the clients) to those of another (the servers). */
export interface GraphEdge extends EdgeMetrics, VisibleEdge {
  /** The values in the compared window; counts are 0 if there was no traffic. */
  before?: EdgeMetrics;
}

/** Counts of edges that are not drawn because only the largest ones are. */
export interface OmittedEdges {
  edges: number;
  flows: number;
  bytes: number;
}

/** The part of a graph that does not depend on values. As long as it stays the same, so do positions and curves. */
export interface GraphTopology {
  /** Visible nodes, with or without edges, ordered by id. */
  nodes: readonly GraphNode[];
  /** The expanded groups around nodes, outermost first, then by id. */
  groups: readonly GraphNode[];
  /** All edges, in no particular order. */
  edges: readonly VisibleEdge[];
}

export interface FlowGraph extends Pick<GraphTopology, 'nodes' | 'groups'> {
  /** If all edges are shown, a refresh that only changes values keeps this object. */
  topology: GraphTopology;
  /** By weight, descending. */
  edges: GraphEdge[];
  /**
   * Maps indices of `edges` to indices of `topology.edges`. For example, if the heaviest edge is the third one in the
   * topology, then index 0 maps to 2.
   */
  topologyIndexOfEdge: Uint32Array;
  omitted: OmittedEdges;
  /** Of all edges, whether drawn or not. */
  totalBytes: number;
}
