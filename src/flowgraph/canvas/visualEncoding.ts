import { type EdgeChange } from '../../core/graph/compare';
import { type GraphEdge } from '../../core/graph/graph';

/** How edges are drawn that are alike in what colour shows. */
export interface ColorStep {
  color: string;
  /** What has the higher rank lies on top; from 1 on it is worth a look, and stays visible however far out. */
  rank: number;
  /** A gap in the line where colour alone would not tell. */
  isDashed: boolean;
}

/** How all edges are drawn; the legend shows the same. */
export interface VisualEncoding {
  /** In pixels at zoom 1. */
  widthOf(edge: GraphEdge): number;
  /** One of a few, the same object for all edges that are alike. */
  colorStepOf(edge: GraphEdge): ColorStep;
  /** What is written on an edge; undefined where there is nothing to say. */
  labelOf(edge: GraphEdge): string | undefined;
}

/** Every colour and font of the drawing, as CSS values. Made from Grafana's theme by the panel. */
export interface Palette {
  background: string;
  groupFill: string;
  groupBorder: string;
  groupText: string;
  nodeFill: string;
  nodeBorder: string;
  cellFill: string;
  externalFill: string;
  text: string;
  secondaryText: string;
  highlight: string;
  /** Found by a search. */
  found: string;
  /** An edge of which nothing is known. */
  unknown: string;
  /** From harmless to worst. */
  steps: readonly string[];
  changes: Record<EdgeChange, string>;
  fontFamily: string;
}
