import { useTheme2 } from '@grafana/ui';
import { type Dispatch, useMemo, useReducer, useState } from 'react';
import { type EdgeMetrics } from '../../core/graph/edgeMetrics';
import { type Exploration, explore, figureAt, foldingAt, graphAt, type Step } from '../../core/graph/exploration';
import { type FlowGraph } from '../../core/graph/graph';
import { type Grouping, LEVELS_OF } from '../../core/graph/level';
import { type Measure, measureNamed } from '../../core/graph/measure';
import { HitTest } from '../canvas/hitTest';
import { type Drawing, drawingOf } from '../canvas/picture';
import { boundsOf, type Size } from '../layout/geometry';
import { type Layout } from '../layout/ground';
import { rectFinder, type RectOf } from '../layout/rects';
import { type Scene, sceneOf, sceneryOf } from '../layout/scene';
import { type Stage, stageKey } from '../layout/stage';
import { type FlowGraphViewProps } from './FlowGraphView';
import { type GraphLook, lookOf, thresholdsOf } from './look';
import { paletteOf } from './palette';
import { type PinControl, usePins } from './usePins';
import { useStage } from './useStage';
import { type TreeOfData, useTree } from './useTree';
import { useView, type ViewControl } from './useView';
import { AS_CHOSEN, followZoom, useFollowZoom } from './useZoomedOpening';

/** Everything that is shown, and where somebody is in it. */
export interface GraphModel {
  data: TreeOfData;
  /** As chosen; what the zoom opens is in {@link GraphModel.shown}. */
  at: Exploration;
  shown: Exploration;
  step: Dispatch<Step>;
  /** What edges show as their width and as their colour. */
  measures: { width: Measure; color: Measure };
  graph: FlowGraph;
  look: GraphLook;
  scene: Scene;
  drawing: Drawing;
  hits: HitTest;
  rectOf: RectOf;
  view: ViewControl;
  pins: PinControl;
  /** Whether a large graph is still being placed. */
  isPlacing: boolean;
  placeAnew: () => void;
}

const SITE_DEPTH = 2;
const EMPTY_SCENE: Scene = { nodes: [], boxes: [], edges: [], bounds: { x: 0, y: 0, width: 0, height: 0 } };
const NOWHERE: RectOf = () => undefined;

/** From data and options to the picture; every stage is remembered until what it depends on changes. */
export function useGraph(
  { content, options, onOptions, fieldConfig }: FlowGraphViewProps,
  screen: Size,
  initial: Exploration
): GraphModel {
  const { grouping, level, maxEdges } = options;
  const [at, step] = useReducer(explore, initial);
  useOptionChange(`${grouping} ${level}`, () => step({ kind: 'start', grouping, level }));
  const [zoomed, setZoomed] = useState(AS_CHOSEN);
  const [generation, setGeneration] = useState(0);
  const data = useTree(content, at.grouping, at.filters);
  const { tree } = data;
  const measures = useMeasures(data, options);
  const weightOf = measures.width.of;
  const shown = useMemo(() => followZoom(at, zoomed), [at, zoomed]);
  const graph = useFolded(graphAt, data, shown, maxEdges, weightOf);
  const siteLevel = useMemo(() => atSites(at), [at]);
  const sites = useFolded(figureAt, data, isAtSites(shown) ? undefined : siteLevel, maxEdges, weightOf) ?? graph.figure;
  const pins = usePins(options, at.grouping, onOptions);
  const layout = layoutFor(options.layout, at.grouping);
  const stage = useStage({
    tree,
    sites,
    shown: graph.figure,
    key: stageKey({ grouping: content.kind === 'flows' ? at.grouping : 'foreign', layout, generation }),
    layout,
    aspect: aspectWithinRim(screen),
    pins: pins.pins,
    isLoading: content.isLoading,
  });
  const look = useLook(graph, data, measures, options.hasLabels, fieldConfig);
  const { scene, rectOf } = useScene(graph, data, stage);
  const bounds = useMemo(
    () =>
      boundsOf(
        [...sites.nodes, ...sites.boxes].flatMap(({ id, kind }) => (kind === 'cluster' ? [] : (rectOf(id) ?? [])))
      ),
    [sites, rectOf]
  );
  const view = useView(bounds, screen);
  useFollowZoom(setZoomed, {
    tree,
    placement: stage?.placement,
    view: view.view,
    isMoved: view.isMoved,
    screen,
    isEnabled: options.opensByZoom,
  });
  const palette = usePalette();
  return {
    data,
    at,
    shown,
    step,
    measures,
    graph,
    look,
    scene,
    drawing: useMemo(() => drawingOf(scene, look, palette), [scene, look, palette]),
    hits: useMemo(() => new HitTest(scene), [scene]),
    rectOf,
    view,
    pins,
    isPlacing: stage === undefined,
    placeAnew: () => {
      pins.clear();
      setGeneration((before) => before + 1);
    },
  };
}

/** Zones are compared best side by side. */
function layoutFor(layout: Layout, grouping: Grouping): Layout {
  return layout === 'auto' && grouping !== 'namespace' ? 'sideBySide' : layout;
}

/** In steps, so that a little more or less room gives the same map; the rim takes about a quarter of the width. */
function aspectWithinRim({ width, height }: Size): number {
  const aspect = (0.78 * width) / Math.max(height, 1);
  return Math.min(Math.max(Math.round(aspect * 4) / 4, 0.5), 3);
}

/** Of the level at which things have places of their own. */
function atSites(at: Exploration): Exploration {
  return { ...at, level: LEVELS_OF[at.grouping][SITE_DEPTH], opened: [], closed: [] };
}

function isAtSites({ grouping, level, opened, closed }: Exploration): boolean {
  return level === LEVELS_OF[grouping][SITE_DEPTH] && opened.length === 0 && closed.length === 0;
}

/** What an exploration shows; undefined of none. How it folds is remembered while only values change. */
function useFolded<Folded, At extends Exploration | undefined>(
  fold: (...args: Parameters<typeof graphAt>) => Folded,
  { tree }: TreeOfData,
  at: At,
  maxEdges: number,
  weightOf: (edge: EdgeMetrics) => number | undefined
): Folded | Extract<At, undefined> {
  const { shape } = tree;
  const folding = useMemo(() => at && foldingAt(shape, at), [shape, at]);
  return useMemo(
    () => at && fold(tree, at, maxEdges, weightOf, folding),
    [fold, tree, at, maxEdges, weightOf, folding]
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

function useLook(
  graph: FlowGraph,
  { comparedTimeRatio }: TreeOfData,
  { width, color }: { width: Measure; color: Measure },
  hasLabels: boolean,
  fieldConfig: FlowGraphViewProps['fieldConfig']
): GraphLook {
  const theme = useTheme2();
  const palette = usePalette();
  return useMemo(() => {
    const thresholds = thresholdsOf(fieldConfig, (name) => theme.visualization.getColorByName(name));
    return lookOf(graph, {
      width,
      color,
      palette,
      hasLabels,
      ...(thresholds && { thresholds }),
      ...(comparedTimeRatio !== undefined && { comparedTimeRatio }),
    });
  }, [graph, width, color, palette, hasLabels, fieldConfig, theme, comparedTimeRatio]);
}

function usePalette() {
  const theme = useTheme2();
  return useMemo(() => paletteOf(theme), [theme]);
}

/** Where a graph lies. Values change more often than places, so what depends on places alone is kept by itself. */
function useScene(
  graph: FlowGraph,
  { tree: { nodes } }: TreeOfData,
  stage: Stage | undefined
): { scene: Scene; rectOf: RectOf } {
  const placement = stage?.placement;
  const slots = stage?.slots;
  const rectOf = useMemo(
    () => (placement && slots ? rectFinder({ nodes }, placement, slots) : NOWHERE),
    [nodes, placement, slots]
  );
  const { figure } = graph;
  const scenery = useMemo(
    () => placement && sceneryOf(figure, { nodes }, placement, rectOf),
    [figure, nodes, placement, rectOf]
  );
  const scene = useMemo(() => (scenery ? sceneOf(graph, scenery) : EMPTY_SCENE), [graph, scenery]);
  return { scene, rectOf };
}

/** Calls back in the render in which an option has become another. */
function useOptionChange(key: string, onChange: () => void): void {
  const [before, setBefore] = useState(key);
  if (before !== key) {
    setBefore(key);
    onChange();
  }
}
