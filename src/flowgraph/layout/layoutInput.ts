import { type Point, type Rect, type Size } from './geometry';

/** Something that gets a place of its own: a workload, a node, what lies outside. What lies in it has cells. */
export interface LayoutNode {
  id: string;
  size: Size;
  /** Outside the cluster: at the rim. */
  isExternal: boolean;
  /** The box it stands in: a namespace or a zone; absent where it stands alone. */
  group?: string;
}

export interface LayoutEdge {
  source: string;
  target: string;
}

/** All that a layout depends on: names, sizes and who calls whom, never values. Plain data, ordered by id. */
export interface LayoutInput {
  nodes: readonly LayoutNode[];
  /** Boxes, also those in which no site stands. */
  groups: readonly string[];
  /** Between sites, each once. */
  edges: readonly LayoutEdge[];
}

/** Where everything stands, in world units: one is a pixel at zoom 1. */
export interface Positions {
  nodes: ReadonlyMap<string, Rect>;
  /** More than one rectangle where a box had to go on elsewhere because nothing may move. */
  groups: ReadonlyMap<string, readonly Rect[]>;
}

/** How sites and boxes are arranged. */
export const LAYOUTS = ['auto', 'layered', 'force', 'grid', 'sideBySide'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Upper left corners that a person chose, by the id of a site or box. */
export type Pins = Readonly<Record<string, Point>>;

export const GROUP_PADDING = 16;
/** Room for the name of a box above what stands in it. */
export const GROUP_HEADER = 30;

/** A box without a site in it. */
export const EMPTY_GROUP: Size = { width: 180, height: 90 };
