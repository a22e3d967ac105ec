import { type ExternalParty } from '../flow/flow';
import { type WorkloadKind } from '../workload/workload';
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

/** All flows from the pods of one node (the clients) to those of another (the servers). */
export interface GraphEdge extends EdgeMetrics {
  id: string;
  source: string;
  target: string;
  /** The same in the window that is compared with; its counts are 0 where there was nothing. */
  before?: EdgeMetrics;
}

/** What is not drawn because only the heaviest edges are. */
export interface LeftOut {
  edges: number;
  flows: number;
  bytes: number;
}

export interface FlowGraph {
  /** What edges end at, ordered by id. */
  nodes: GraphNode[];
  /** The open boxes around nodes, outermost first, then by id. */
  boxes: GraphNode[];
  /** The heaviest first. */
  edges: GraphEdge[];
  leftOut: LeftOut;
  /** Of all edges, drawn or not. */
  totalBytes: number;
}
