import { type Point, type Rect, type Size } from '../../../src/flowgraph/layout/geometry';
import { type Color } from './color';

/** A picture of a graph as it lands on the screen: geometry and colors, without any knowledge of who drew it. */
export interface Picture {
  /** The whole panel, with its toolbar and legend, in CSS pixels. */
  panel: Size;
  /** The part of the panel in which the graph is drawn. The origin of all coordinates is its upper left corner. */
  screen: Size;
  /** Opaque. */
  background: Color;
  boxes: Box[];
  texts: NodeText[];
  labels: EdgeLabel[];
  edges: DrawnEdge[];
  /** Filled rectangles: those of boxes, and backgrounds of texts. */
  fills: Fill[];
}

/** The rectangle of a node or of a group. A group in several parts has several boxes with the same id. */
export interface Box {
  id: string;
  /** The full name, which can be longer than the drawn one. */
  name: string;
  /** Ids of the groups around it. */
  ancestors: string[];
  /** Whether other boxes are in it. */
  isGroup: boolean;
  /** In CSS pixels, as all rectangles and points. */
  rect: Rect;
}

/** The name of a node or of a group, or the second line below the name. */
export interface NodeText {
  /** Id of the node or group. */
  owner: string;
  role: 'name' | 'detail';
  text: string;
  /** Whether it ends with an ellipsis because there is no room. */
  isCut: boolean;
  /** Size of the font on the screen, in CSS pixels. */
  fontPixels: number;
  /** The rectangle around the glyphs. */
  rect: Rect;
  color: Color;
  order: number;
}

/** A value or a mark on an edge. */
export interface EdgeLabel {
  /** Id of the edge. */
  edge: string;
  rect: Rect;
}

export interface DrawnEdge {
  id: string;
  /** Ids of nodes. */
  source: string;
  target: string;
  /** The trunk that it is a piece of. */
  trunk?: number | undefined;
  /** From the source to the target. Curves are flattened. */
  path: Point[];
  /** In CSS pixels. */
  width: number;
  color: Color;
  order: number;
}

export interface Fill {
  rect: Rect;
  color: Color;
  /** The position in the painting order: what is painted later covers what is painted earlier. */
  order: number;
}
