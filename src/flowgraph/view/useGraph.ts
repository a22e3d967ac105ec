import { useTheme2 } from '@grafana/ui';
import { useMemo, useReducer, useState } from 'react';
import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import {
  type ViewState,
  atLayoutLevel,
  isAtLayoutLevel,
  reduceView,
  topologyOfView,
  aggregationOfView,
  graphOfView,
  lineView,
} from '../model/viewState';
import { type FlowGraph } from '../../core/graph/graph';
import { type Grouping } from '../../core/graph/level';
import { type Measure, measureNamed } from '../../core/graph/measure';
import { HitTest } from '../canvas/hitTest';
import { renderModelOf } from '../canvas/renderInput';
import { boundsOf, inflate, type Size } from '../layout/geometry';
import { type Layout, type Positions } from '../layout/layoutInput';
import { leastStepAt } from '../layout/routing/grid';
import { ROUTE_MARGIN } from '../layout/routing/routeEdges';
import { rectFinder, type RectOf } from '../layout/rects';
import { type Scene, sceneOf, geometryOf } from '../layout/scene';
import { type LayoutState, layoutKey } from '../layout/layoutState';
import { type GraphModel } from '../model/graphModel';
import { type TreeOfData } from '../model/treeOfData';
import { type FlowGraphViewProps } from './props';
import { type GraphEncoding, encodingOf, thresholdsOf } from '../model/encoding';
import { paletteOf } from '../model/palette';
import { problemMarksOf } from '../model/problemMarks';
import { problemsOf } from '../model/problems';
import { NO_BARS, zoneBarsOf } from '../model/zoneBars';
import { usePins } from './usePins';
import { useLayout } from './useLayout';
import { useTree } from './useTree';
import { useViewport } from './useViewport';
import { NO_ZOOM_EXPANSION, followZoom, useFollowZoom } from './useZoomExpansion';

/** Edges that are only drawn as parts of sums take no space of their own, so that more of them can be shown. */
const SINGLE_EDGES_PER_LINE = 10;
/** What lines between zones show in addition: what they cost, and how long they take. */
const ZONE_MEASURES = ['cost', 'roundTripTime'];
const NO_MEASURES: readonly string[] = [];
const EMPTY_SCENE: Scene = {
  nodes: [],
  groups: [],
  edges: [],
  trunks: [],
  folded: new Map(),
  bounds: { x: 0, y: 0, width: 0, height: 0 },
};
const NOWHERE: RectOf = () => undefined;

/** From data and options to the render model. Every step is memoized until its input changes. */
export function useGraph(
  { content, options, onOptions, fieldConfig }: FlowGraphViewProps,
  screen: Size,
  initial: ViewState
): GraphModel {
  const { grouping, level, maxEdges } = options;
  const [viewState, dispatch] = useReducer(reduceView, initial);
  useOptionChange(`${grouping} ${level}`, () => dispatch({ kind: 'start', grouping, level }));
  const [zoomed, setZoomed] = useState(NO_ZOOM_EXPANSION);
  const [generation, setGeneration] = useState(0);
  const data = useTree(content, viewState.grouping, viewState.filters);
  const { tree } = data;
  const measures = useMeasures(data, options);
  const weightOf = measures.width.of;
  const zoomedView = useMemo(() => followZoom(viewState, zoomed), [viewState, zoomed]);
  const linesView = useMemo(() => lineView(zoomedView, tree), [zoomedView, tree]);
  const maxPairs = maxEdges * SINGLE_EDGES_PER_LINE;
  const maxSingle = linesView === zoomedView ? maxEdges : maxPairs;
  const graph = useAggregated(graphOfView, data, zoomedView, maxSingle, weightOf);
  const lines =
    useAggregated(graphOfView, data, linesView === zoomedView ? undefined : linesView, maxEdges, weightOf) ?? graph;
  const layoutLevel = useMemo(() => atLayoutLevel(viewState), [viewState]);
  const layoutTopology =
    useAggregated(topologyOfView, data, isAtLayoutLevel(zoomedView) ? undefined : layoutLevel, maxEdges, weightOf) ??
    graph.topology;
  const pins = usePins(options, viewState.grouping, onOptions);
  const layout = layoutFor(options.layout, viewState.grouping);
  const layoutState = useLayout({
    tree,
    layoutTopology,
    visible: graph.topology,
    key: layoutKey({ grouping: content.kind === 'flows' ? viewState.grouping : 'foreign', layout, generation }),
    layout,
    aspect: aspectOf(screen),
    pins: pins.pins,
    isLoading: content.isLoading,
  });
  const labelMeasures = linesView.grouping !== 'namespace' && content.kind === 'flows' ? ZONE_MEASURES : NO_MEASURES;
  const encoding = useEncoding(lines, data, measures, { hasLabels: options.hasLabels, labelMeasures }, fieldConfig);
  const rectOf = useRectOf(data, layoutState);
  const bounds = useMemo(
    () =>
      inflate(
        boundsOf(
          [...layoutTopology.nodes, ...layoutTopology.groups].flatMap(({ id, kind }) =>
            kind === 'cluster' ? [] : (rectOf(id) ?? [])
          )
        ),
        ROUTE_MARGIN
      ),
    [layoutTopology, rectOf]
  );
  const viewport = useViewport(bounds, screen);
  const leastStep = leastStepAt(viewport.fitted.zoom);
  const scene = useScene(graph, lines, data, layoutState?.positions, { rectOf, leastStep });
  useFollowZoom(setZoomed, {
    tree,
    positions: layoutState?.positions,
    viewport: viewport.current,
    isMoved: viewport.isMoved,
    screen,
    isEnabled: options.opensByZoom,
  });
  const palette = usePalette();
  const bars = useMemo(
    () => (viewState.grouping === 'zone' && content.kind === 'flows' ? zoneBarsOf(graph) : NO_BARS),
    [viewState.grouping, content.kind, graph]
  );
  const pairs = useAggregated(
    graphOfView,
    data,
    isAtLayoutLevel(zoomedView) ? undefined : layoutLevel,
    maxPairs,
    weightOf
  );
  const problems = useMemo(() => problemsOf((pairs ?? graph).edges, encoding), [pairs, graph, encoding]);
  const marks = useMemo(
    () => problemMarksOf(problems, encoding, tree, { zoomedView, linesView }),
    [problems, encoding, tree, zoomedView, linesView]
  );
  return {
    data,
    viewState,
    zoomedView,
    linesView,
    dispatch,
    measures,
    graph,
    lines,
    encoding,
    scene,
    bars,
    problems,
    renderModel: useMemo(
      () => renderModelOf(scene, encoding, palette, { bars: bars.lengths, marks }),
      [scene, encoding, palette, bars, marks]
    ),
    hits: useMemo(() => new HitTest(scene), [scene]),
    rectOf,
    viewport,
    pins,
    isComputingLayout: layoutState === undefined,
    resetLayout: () => {
      pins.clear();
      setGeneration((before) => before + 1);
    },
  };
}

/** The automatic layout places zones side by side, which makes them easy to compare. */
function layoutFor(layout: Layout, grouping: Grouping): Layout {
  return layout === 'auto' && grouping !== 'namespace' ? 'sideBySide' : layout;
}

/** In steps, so that slightly different sizes yield the same layout. */
function aspectOf({ width, height }: Size): number {
  const aspect = width / Math.max(height, 1);
  return Math.min(Math.max(Math.round(aspect * 4) / 4, 0.5), 4);
}

/** The graph or topology of a view state; undefined without one. The aggregation is memoized while only values change. */
function useAggregated<Aggregated, View extends ViewState | undefined>(
  aggregate: (...args: Parameters<typeof graphOfView>) => Aggregated,
  { tree }: TreeOfData,
  viewState: View,
  maxEdges: number,
  weightOf: (edge: EdgeMetrics) => number | undefined
): Aggregated | Extract<View, undefined> {
  const { topology } = tree;
  const aggregation = useMemo(() => viewState && aggregationOfView(topology, viewState), [topology, viewState]);
  return useMemo(
    () => viewState && aggregate(tree, viewState, maxEdges, weightOf, aggregation),
    [aggregate, tree, viewState, maxEdges, weightOf, aggregation]
  );
}

function useMeasures({ measures }: TreeOfData, { width, color }: FlowGraphViewProps['options']) {
  return useMemo(
    () => ({ width: namedOrNothing(measures, width), color: namedOrNothing(measures, color) }),
    [measures, width, color]
  );
}

const NOTHING: Measure = { id: 'nothing', label: 'Nothing', unit: 'short', of: () => undefined, limits: [] };

function namedOrNothing(measures: readonly Measure[], id: string): Measure {
  return measureNamed(measures, id) ?? NOTHING;
}

function useEncoding(
  graph: FlowGraph,
  { measures, comparedTimeRatio }: TreeOfData,
  { width, color }: { width: Measure; color: Measure },
  { hasLabels, labelMeasures }: { hasLabels: boolean; labelMeasures: readonly string[] },
  fieldConfig: FlowGraphViewProps['fieldConfig']
): GraphEncoding {
  const theme = useTheme2();
  const palette = usePalette();
  return useMemo(() => {
    const thresholds = thresholdsOf(fieldConfig, (name) => theme.visualization.getColorByName(name));
    return encodingOf(graph, {
      width,
      color,
      palette,
      hasLabels,
      labelMeasures: measures.filter(({ id }) => labelMeasures.includes(id)),
      ...(thresholds && { thresholds }),
      ...(comparedTimeRatio !== undefined && { comparedTimeRatio }),
    });
  }, [graph, measures, width, color, palette, hasLabels, labelMeasures, fieldConfig, theme, comparedTimeRatio]);
}

function usePalette() {
  const theme = useTheme2();
  return useMemo(() => paletteOf(theme), [theme]);
}

function useRectOf({ tree: { nodes } }: TreeOfData, layoutState: LayoutState | undefined): RectOf {
  const positions = layoutState?.positions;
  const cells = layoutState?.cells;
  return useMemo(
    () => (positions && cells ? rectFinder({ nodes }, positions, cells) : NOWHERE),
    [nodes, positions, cells]
  );
}

/**
 * The positioned graph. Values change more often than positions, so the geometry is memoized separately.
 *
 * @param lines the graph whose edges are drawn
 */
function useScene(
  graph: FlowGraph,
  lines: FlowGraph,
  { tree: { nodes } }: TreeOfData,
  positions: Positions | undefined,
  { rectOf, leastStep }: { rectOf: RectOf; leastStep: number }
): Scene {
  const { topology } = graph;
  const { topology: lineTopology } = lines;
  const geometry = useMemo(
    () => positions && geometryOf(topology, { nodes }, positions, rectOf, { lines: lineTopology, leastStep }),
    [topology, nodes, positions, rectOf, lineTopology, leastStep]
  );
  return useMemo(() => (geometry ? sceneOf(lines, geometry) : EMPTY_SCENE), [lines, geometry]);
}

/** Calls back during the render in which a panel option has changed. */
function useOptionChange(key: string, onChange: () => void): void {
  const [before, setBefore] = useState(key);
  // React repeats the render at once with the new state. In an effect, one frame would be computed and painted for the
  // old option first.
  if (before !== key) {
    setBefore(key);
    onChange();
  }
}
