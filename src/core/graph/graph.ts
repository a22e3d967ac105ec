import { type ExternalParty } from '../flow/flow';
import { type WorkloadKind } from '../workload/workload';

/** At which grain a graph shows its endpoints. One set of flows folds to every level. */
export const GRAPH_LEVELS = ['namespace', 'workload', 'pod', 'zone'] as const;
export type GraphLevel = (typeof GRAPH_LEVELS)[number];

export type NodeKind = 'namespace' | 'zone' | 'pod' | 'host' | 'unknown' | WorkloadKind | ExternalParty['kind'];

export interface GraphNode {
  /** Stable across refreshes and rollouts: never contains a generated pod name above pod level. */
  id: string;
  label: string;
  kind: NodeKind;
  /** The namespace whose box the node lies in; absent outside the cluster and at coarser levels. */
  namespace?: string;
  /** Outside the cluster: drawn at the rim. */
  isExternal: boolean;
  /** How many different pods it stands for. */
  podCount: number;
  /** Availability Zone ids of its pods, in order. */
  zoneIds: string[];
}

/** All flows from the pods of one node (the clients) to those of another (the servers). */
export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  flowCount: number;
  /** Server ports, ascending. */
  ports: number[];
  /** Of the flows whose bytes were told; undefined where none was, which is not zero. */
  bytes?: number;
  /** The part of the bytes between different Availability Zones. */
  crossZoneBytes: number;
  /** Sent again by clients and by servers; undefined where no report told. */
  retransmissions?: number;
  timeouts?: number;
  /** Retransmissions and timeouts of those flows whose bytes were told: only these make a ratio. */
  ratedLosses: number;
  /** Mean over flows weighted by their bytes; undefined where no report told. */
  roundTripTimeMicroseconds?: number;
}

export interface FlowGraph {
  level: GraphLevel;
  /** Ordered by id. */
  nodes: GraphNode[];
  /** Ordered by id. */
  edges: GraphEdge[];
  /** What was folded away because only the heaviest edges are drawn. */
  leftOut: { edges: number; flows: number; bytes: number };
  totalBytes: number;
}
