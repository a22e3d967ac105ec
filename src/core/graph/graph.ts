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
  /** A box, and what lies in it, of data that are no flows. */
  | 'group'
  | 'foreign'
  | WorkloadKind
  | ExternalParty['kind'];

/** An endpoint of the graph at any depth: a box that can be opened, or what lies within one. */
export interface GraphNode {
  /** Stable across refreshes and rollouts: never contains a generated pod name above pod level. */
  id: string;
  label: string;
  kind: NodeKind;
  /** The box it lies in; absent for what lies in none. */
  parent?: string;
  /** Outside the cluster: drawn at the rim. */
  isExternal: boolean;
  namespace?: string;
  /** How many different pods it stands for. */
  podCount: number;
  /** How many nodes lie directly within it: what it opens into. */
  childCount: number;
  /** Availability Zone ids of its pods, in order. */
  zoneIds: string[];
}

/** What an edge joins: the ids of the nodes of its clients and of its servers. */
export interface VisibleEdge {
  id: string;
  source: string;
  target: string;
  /** Of the servers, ascending. */
  ports: readonly number[];
}

/** All flows from the pods of one node (the clients) to those of another (the servers). */
export interface GraphEdge extends EdgeMetrics, VisibleEdge {
  /** The same in the window that is compared with; its counts are 0 where there was nothing. */
  before?: EdgeMetrics;
}

/** What is not drawn because only the heaviest edges are. */
export interface OmittedEdges {
  edges: number;
  flows: number;
  bytes: number;
}

/** All of a graph that does not depend on values: with it, places and curves stay when values change. */
export interface GraphTopology {
  /** What edges end at, and what is shown without any, ordered by id. */
  nodes: readonly GraphNode[];
  /** The open boxes around nodes, outermost first, then by id. */
  groups: readonly GraphNode[];
  /** Of all edges, in no order that means anything. */
  edges: readonly VisibleEdge[];
}

export interface FlowGraph extends Pick<GraphTopology, 'nodes' | 'groups'> {
  /** With all edges shown it is the same object as before a refresh that changed values alone. */
  topology: GraphTopology;
  /** The heaviest first. */
  edges: GraphEdge[];
  /** By edge: the index of its tie in the figure. */
  topologyIndexOfEdge: Uint32Array;
  omitted: OmittedEdges;
  /** Of all edges, drawn or not. */
  totalBytes: number;
}
