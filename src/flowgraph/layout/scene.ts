import { type GraphEdge, type GraphNode } from '../../core/graph/graph';
import { type Point, type Rect } from './geometry';

/** Everything that is drawn, where it is drawn, in world units. Values may change, places stay. */
export interface Scene {
  nodes: PlacedNode[];
  groups: PlacedGroup[];
  edges: PlacedEdge[];
  bounds: Rect;
}

export interface PlacedNode {
  node: GraphNode;
  rect: Rect;
}

/** The box of a namespace around its nodes. */
export interface PlacedGroup {
  namespace: string;
  rect: Rect;
}

/** A quadratic curve from the border of the client's box to the border of the server's. */
export interface PlacedEdge {
  edge: GraphEdge;
  from: Point;
  control: Point;
  to: Point;
}

/** Where boxes are; made once per set of nodes and kept while only values change. */
export interface Placement {
  nodes: ReadonlyMap<string, Rect>;
  groups: ReadonlyMap<string, Rect>;
}
