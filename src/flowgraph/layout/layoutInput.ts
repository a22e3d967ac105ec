import { type Point, type Rect, type Size } from './geometry';

/** A node with a position of its own: a workload, a Kubernetes node, or an external node. Its children have cells. */
export interface LayoutNode {
  id: string;
  size: Size;
  /** Outside the cluster: in the external ring. */
  isExternal: boolean;
  /** Id of its group, such as a namespace or a zone; absent if it has none. */
  group?: string;
}

/** The ids of two layout nodes with connections from the first to the second. */
export interface LayoutEdge {
  source: string;
  target: string;
}

/** Everything that a layout depends on: ids, sizes and edges, never values. Plain data, ordered by id. */
export interface LayoutInput {
  nodes: readonly LayoutNode[];
  /** Ids of groups, including empty ones. */
  groups: readonly string[];
  /** Each pair once. */
  edges: readonly LayoutEdge[];
}

/** Rectangles by id, in world units: one is a CSS pixel at zoom 1. */
export interface Positions {
  nodes: ReadonlyMap<string, Rect>;
  /** A group has several rectangles if it could not grow without moving other nodes. */
  groups: ReadonlyMap<string, readonly Rect[]>;
}

/** The layout algorithms. */
export const LAYOUTS = ['auto', 'layered', 'force', 'grid', 'sideBySide'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Upper left corners that the user chose, by the id of a layout node or group, in world units. */
export type Pins = Readonly<Record<string, Point>>;

/** In world units. */
export const GROUP_PADDING = 10;
/** Height of the name of a group above its nodes, in world units. */
export const GROUP_HEADER = 24;

/** Size of a group without nodes, in world units. */
export const EMPTY_GROUP: Size = { width: 180, height: 90 };
