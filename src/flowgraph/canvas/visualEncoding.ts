import { type EdgeChange } from '../../core/graph/compare';
import { type VerdictState } from '../../core/flow/flowVerdict';
import { type GraphEdge } from '../../core/graph/graph';

/** The style of edges with the same color. */
export interface ColorStep {
  color: string;
  /** Higher ranks are drawn on top. From 1 on, edges need attention and stay visible at any zoom. */
  rank: number;
  /** Whether the line is dashed, so that color is not the only distinction. */
  isDashed: boolean;
}

/** How values of edges are shown as width, color and label. The legend shows the same. */
export interface VisualEncoding {
  /** In pixels at zoom 1. */
  widthOf(edge: GraphEdge): number;
  /** One of a few objects, shared by all edges of the same color. */
  colorStepOf(edge: GraphEdge): ColorStep;
  /** The label of an edge; undefined if it has none. */
  labelOf(edge: GraphEdge): string | undefined;
}

/** All colors and fonts of the graph, as CSS values. The panel derives them from Grafana's theme. */
export interface Palette {
  background: string;
  groupFill: string;
  groupBorder: string;
  groupText: string;
  nodeFill: string;
  nodeBorder: string;
  cellFill: string;
  externalFill: string;
  /** Bars in nodes. */
  bar: string;
  text: string;
  secondaryText: string;
  highlight: string;
  /** Rings around search results. */
  found: string;
  /** Edges whose value is not known. */
  unknown: string;
  /** From harmless to severe. */
  steps: readonly string[];
  changes: Record<EdgeChange, string>;
  verdicts: Record<VerdictState, string>;
  /** The color of text on a color of the palette. */
  textOn(color: string): string;
  fontFamily: string;
}
