import { type FlowGraph, type GraphEdge } from '../../core/graph/graph';
import { type Measure } from '../../core/graph/measure';
import { type HitTest } from '../canvas/hitTest';
import { type RenderModel } from '../canvas/renderInput';
import { type Viewport } from '../canvas/viewport';
import { type Pins } from '../layout/layoutInput';
import { type RectOf } from '../layout/rects';
import { type Scene } from '../layout/scene';
import { type GraphEncoding } from './encoding';
import { type TreeOfData } from './treeOfData';
import { type ViewAction, type ViewState } from './viewState';
import { type ZoneBars } from './zoneBars';

/** Everything that the panel shows, and the actions that change it. */
export interface GraphModel {
  data: TreeOfData;
  /** What the user selected. What the zoom expands or collapses in addition is in {@link GraphModel.zoomedView}. */
  viewState: ViewState;
  zoomedView: ViewState;
  /** The view state whose edges are drawn. */
  linesView: ViewState;
  dispatch: (action: ViewAction) => void;
  /** The measures that edges show as their width and as their color. */
  measures: { width: Measure; color: Measure };
  graph: FlowGraph;
  /** The graph whose edges are drawn: the same, or a coarser one. */
  lines: FlowGraph;
  encoding: GraphEncoding;
  scene: Scene;
  /** Bars in nodes; none unless nodes are grouped by zone. */
  bars: ZoneBars;
  /**
   * The edges that need attention, worst first: pairs of workloads, or of nodes, at any level. In sums of namespaces or
   * zones, the loss of a single pair would not be noticed.
   */
  problems: readonly GraphEdge[];
  renderModel: RenderModel;
  hits: HitTest;
  rectOf: RectOf;
  viewport: ViewportControl;
  pins: PinControl;
  /** Whether the layout of a large graph is still being computed. */
  isComputingLayout: boolean;
  /** Removes all pins and computes a new layout. */
  resetLayout: () => void;
}

/** The visible part of the graph, and how to change it. */
export interface ViewportControl {
  current: Viewport;
  /** The viewport that fits the whole graph. */
  fitted: Viewport;
  /** Whether the user has panned or zoomed. Until then the viewport fits the whole graph. */
  isMoved: boolean;
  /** Moves the viewport on behalf of the user. From then on it no longer follows the size of the graph. */
  change: (next: (current: Viewport) => Viewport) => void;
  /** Fits the whole graph, and keeps fitting it when the panel or the graph changes size. */
  fit: () => void;
}

/** Positions that the user chose, and how to change them. */
export interface PinControl {
  pins: Pins;
  /**
   * Moves a node or group until it is dropped.
   *
   * @param from upper left corner before the drag, in world units
   * @param dx in world units
   * @param dy in world units
   */
  drag: (id: string, from: { x: number; y: number }, dx: number, dy: number) => void;
  /** Saves the dragged positions in the panel's options. */
  drop: () => void;
  /** Removes all pins. */
  clear: () => void;
}
