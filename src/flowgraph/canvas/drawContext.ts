import { type GraphEdge, type GraphNode } from '../../core/graph/graph';

/** What a drawing call draws: the box of a node or group, its name, the line below, a bar in it, an edge, or its label. */
export type DrawnPart =
  { part: 'box' | 'name' | 'detail' | 'bar'; node: GraphNode } | { part: 'edge' | 'label'; line: DrawnLine };

/** A line between two nodes, or a piece of a trunk. */
export interface DrawnLine extends Pick<GraphEdge, 'source' | 'target'> {
  /** Unique among all lines. */
  id: string;
  /** The trunk that it is a piece of, or runs on. */
  trunk: number | undefined;
}

/** The part of a canvas context that drawing uses. SVG files implement it, too. */
export type DrawContext = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'fillText'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
> & {
  /** Announces what the calls up to the next announcement draw. Only contexts that measure a picture implement it. */
  announce?: (drawn: DrawnPart) => void;
};
