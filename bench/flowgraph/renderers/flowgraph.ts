import { type DataFrame } from '@grafana/data';
import { type FlowTable } from '../../../src/core/flow/flowTable';
import { type EdgeMetrics } from '../../../src/core/graph/edgeMetrics';
import { aggregationOfView, graphOfView, initialView } from '../../../src/flowgraph/model/viewState';
import { type Aggregation } from '../../../src/core/graph/aggregation';
import { type GraphTopology, type FlowGraph } from '../../../src/core/graph/graph';
import { LIST_PRICES } from '../../../src/core/transfer/charges';
import { flowMeasures, measureNamed, stepOf } from '../../../src/core/graph/measure';
import { type FlowTopology, treeTopologyOf, treeOfTable } from '../../../src/core/graph/tree';
import { type TreeTopology } from '../../../src/core/graph/treeTopology';
import { HitTest } from '../../../src/flowgraph/canvas/hitTest';
import { type VisualEncoding, type Palette, type ColorStep } from '../../../src/flowgraph/canvas/visualEncoding';
import { CanvasRenderer } from '../../../src/flowgraph/canvas/canvasRenderer';
import { type RenderModel, renderModelOf } from '../../../src/flowgraph/canvas/renderInput';
import { widthScale } from '../../../src/flowgraph/canvas/scale';
import { fitViewport, toWorld, type Viewport as WorldView } from '../../../src/flowgraph/canvas/viewport';
import { layOut } from '../../../src/flowgraph/layout/layOut';
import { rectFinder } from '../../../src/flowgraph/layout/rects';
import { type Scene, sceneOf, type GraphGeometry, geometryOf } from '../../../src/flowgraph/layout/scene';
import { type LayoutState, withCells } from '../../../src/flowgraph/layout/layoutState';
import { toLayoutInput } from '../../../src/flowgraph/layout/toLayoutInput';
import { FlowFrameTable } from '../../../src/frames/flowFrameTable';
import { frameOf } from '../../shared/world/frames';
import { type SimulatedWorld } from '../../shared/world/scenarios';
import { OURS, type PaintedFrom, type Renderer, SIZE, type View, WHOLE } from './renderer';

const REACH = 6;
const NOTHING_OVER_IT = { highlight: undefined, rings: new Set<string>(), found: new Set<string>() };
/** Every pod and every edge, as the others draw them. */
const EVERYTHING = { ...initialView('namespace', 'pod'), showsAll: true };

const PALETTE: Palette = {
  background: '#181b1f',
  groupFill: 'rgba(204, 204, 220, 0.045)',
  groupBorder: 'rgba(204, 204, 220, 0.12)',
  groupText: 'rgba(204, 204, 220, 0.65)',
  nodeFill: '#22252b',
  nodeBorder: 'rgba(204, 204, 220, 0.3)',
  cellFill: '#33384a',
  externalFill: '#111217',
  bar: '#5794f2',
  text: 'rgb(204, 204, 220)',
  secondaryText: 'rgba(204, 204, 220, 0.65)',
  highlight: '#6e9fff',
  found: '#fade2a',
  unknown: '#6e7891',
  steps: ['#7b8db8', '#ff9830', '#f2495c'],
  changes: { same: '#5f6b88', shrunk: '#5794f2', grown: '#ff9830', gone: '#9aa3b8', new: '#73bf69' },
  verdicts: {
    allowed: '#6b8f7d',
    'newly-allowed': '#73bf69',
    unknown: '#ff9830',
    denied: '#f2495c',
    'newly-denied': '#f2495c',
  },
  textOn: () => '#111217',
  fontFamily: 'sans-serif',
};

const COLOR_STEPS = PALETTE.steps.map((color, rank): ColorStep => ({ color, rank, isDashed: false }));
const UNKNOWN: ColorStep = { color: PALETTE.unknown, rank: 0, isDashed: false };

/** The panel's own way from a data frame to pixels, layout included: only React is missing. */
class Flowgraph implements Renderer {
  readonly name = OURS;
  private frame?: DataFrame;
  private renderer?: CanvasRenderer;
  private table?: FlowTable;
  private kept?: Kept;
  private scene?: Scene;
  private renderModel?: RenderModel;
  private hits?: HitTest;
  private fitted: WorldView = { zoom: 1, offsetX: 0, offsetY: 0 };
  private viewport: WorldView = this.fitted;

  prepare(world: SimulatedWorld, from: PaintedFrom): void {
    this.frame = frameOf(world);
    if (from === 'places') {
      this.table = new FlowFrameTable(this.frame);
      this.kept = keptOf(this.table, undefined);
    }
  }

  paint(container: HTMLElement, _: SimulatedWorld): void {
    this.renderer = new CanvasRenderer(addCanvas(container), addCanvas(container));
    this.show();
    this.fitted = fitViewport(this.scene?.bounds ?? { x: 0, y: 0, ...SIZE }, SIZE);
    this.setView(WHOLE);
  }

  setView({ zoom, offsetX, offsetY }: View): void {
    const { fitted } = this;
    this.viewport = {
      zoom: fitted.zoom * zoom,
      offsetX: fitted.offsetX * zoom + offsetX,
      offsetY: fitted.offsetY * zoom + offsetY,
    };
    if (this.renderModel) {
      this.renderer?.show({ ...this.renderModel, viewport: this.viewport, screen: SIZE }, NOTHING_OVER_IT);
    }
  }

  hitTest(x: number, y: number): string | undefined {
    this.hits ??= this.scene && new HitTest(this.scene);
    return this.hits?.at(toWorld(this.viewport, { x, y }), REACH / this.viewport.zoom)?.id;
  }

  update(_: SimulatedWorld): void {
    this.show();
    if (this.renderModel) {
      this.renderer?.show({ ...this.renderModel, viewport: this.viewport, screen: SIZE }, NOTHING_OVER_IT);
    }
  }

  destroy(): void {
    this.renderer?.stop();
  }

  /** As the panel's hooks do: what does not depend on values is kept when only values change. */
  private show(): void {
    const { frame, table: before } = this;
    this.table = frame && new FlowFrameTable(frame, before);
    if (!this.table) {
      return;
    }
    if (!this.kept || this.table.ends !== before?.ends) {
      this.kept = keptOf(this.table, this.kept?.layoutState);
    }
    const { treeTopology, aggregation, geometry } = this.kept;
    const graph = graphOfView(treeOfTable(treeTopology, this.table), EVERYTHING, Infinity, undefined, aggregation);
    this.scene = sceneOf(graph, geometry);
    this.renderModel = renderModelOf(this.scene, encodingOf(graph), PALETTE);
    this.hits = undefined;
  }
}

/** What does not depend on values. */
interface Kept {
  treeTopology: FlowTopology;
  aggregation: Aggregation;
  layoutState: LayoutState;
  geometry: GraphGeometry;
}

function keptOf({ ends }: FlowTable, before: LayoutState | undefined): Kept {
  const treeTopology = treeTopologyOf(ends, 'namespace');
  const aggregation = aggregationOfView(treeTopology, EVERYTHING);
  const { topology } = aggregation;
  const layoutState = withCells(before ?? initialLayout(treeTopology, topology), treeTopology, topology);
  const { positions, cells } = layoutState;
  return {
    treeTopology,
    aggregation,
    layoutState,
    geometry: geometryOf(topology, treeTopology, positions, rectFinder(treeTopology, positions, cells)),
  };
}

export function createRenderer(): Renderer {
  return new Flowgraph();
}

function initialLayout(treeTopology: TreeTopology, topology: GraphTopology): LayoutState {
  const positions = layOut(toLayoutInput(treeTopology, [topology]), 'auto');
  return { key: '', positions, cells: new Map(), pins: {}, isSettled: true };
}

function encodingOf({ edges }: FlowGraph): VisualEncoding {
  const scale = widthScale(edges.map(({ bytes = 0 }) => bytes));
  const losses = measureNamed(flowMeasures({ prices: LIST_PRICES }), 'lossesPerGb');
  const step = (edge: EdgeMetrics) => (losses && stepOf(losses, edge, losses.limits)) ?? 0;
  return {
    widthOf: ({ bytes }) => scale.widthOf(bytes),
    colorStepOf: (edge) => COLOR_STEPS[step(edge)] ?? UNKNOWN,
    labelOf: ({ bytes }) => (bytes === undefined ? undefined : `${Math.round(bytes / 1e6)} MB`),
  };
}

function addCanvas(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position: absolute; inset: 0; transform-origin: 0 0';
  container.append(canvas);
  return canvas;
}
