import { type DataFrame } from '@grafana/data';
import { type FlowTable } from '../../../src/core/flow/flowTable';
import { type EdgeMetrics } from '../../../src/core/graph/edgeMetrics';
import { foldingAt, graphAt, startAt } from '../../../src/core/graph/exploration';
import { type Folding } from '../../../src/core/graph/folding';
import { type Figure, type FlowGraph } from '../../../src/core/graph/graph';
import { LIST_PRICES } from '../../../src/core/transfer/charges';
import { flowMeasures, measureNamed, stepOf } from '../../../src/core/graph/measure';
import { type FlowsShape, shapeOf, treeOfTable, type TreeShape } from '../../../src/core/graph/tree';
import { HitTest } from '../../../src/flowgraph/canvas/hitTest';
import { type Look, type Palette, type Shade } from '../../../src/flowgraph/canvas/look';
import { Painter } from '../../../src/flowgraph/canvas/painter';
import { type Drawing, drawingOf } from '../../../src/flowgraph/canvas/picture';
import { widthScale } from '../../../src/flowgraph/canvas/scale';
import { fitView, toWorld, type View as WorldView } from '../../../src/flowgraph/canvas/view';
import { place } from '../../../src/flowgraph/layout/place';
import { rectFinder } from '../../../src/flowgraph/layout/rects';
import { type Scene, sceneOf, type Scenery, sceneryOf } from '../../../src/flowgraph/layout/scene';
import { type Stage, withCells } from '../../../src/flowgraph/layout/stage';
import { survey } from '../../../src/flowgraph/layout/survey';
import { FlowFrameTable } from '../../../src/frames/flowFrameTable';
import { frameOf } from '../page/frames';
import { type World } from '../scenarios';
import { OURS, type PaintedFrom, type Renderer, SIZE, type View, WHOLE } from './renderer';

const REACH = 6;
const NOTHING_OVER_IT = { highlight: undefined, rings: new Set<string>(), found: new Set<string>() };
/** Every pod and every edge, as the others draw them. */
const EVERYTHING = { ...startAt('namespace', 'pod'), showsAll: true };

const PALETTE: Palette = {
  background: '#181b1f',
  groupFill: 'rgba(204, 204, 220, 0.045)',
  groupBorder: 'rgba(204, 204, 220, 0.12)',
  groupText: 'rgba(204, 204, 220, 0.65)',
  nodeFill: '#22252b',
  nodeBorder: 'rgba(204, 204, 220, 0.3)',
  cellFill: '#33384a',
  externalFill: '#111217',
  text: 'rgb(204, 204, 220)',
  secondaryText: 'rgba(204, 204, 220, 0.65)',
  highlight: '#6e9fff',
  found: '#fade2a',
  unknown: '#6e7891',
  steps: ['#7b8db8', '#ff9830', '#f2495c'],
  changes: { same: '#5f6b88', shrunk: '#5794f2', grown: '#ff9830', gone: '#9aa3b8', new: '#73bf69' },
  fontFamily: 'sans-serif',
};

const SHADES = PALETTE.steps.map((color, rank): Shade => ({ color, rank, isDashed: false }));
const UNKNOWN: Shade = { color: PALETTE.unknown, rank: 0, isDashed: false };

/** The panel's own way from a data frame to pixels, layout included: only React is missing. */
class Flowgraph implements Renderer {
  readonly name = OURS;
  private frame?: DataFrame;
  private painter?: Painter;
  private table?: FlowTable;
  private kept?: Kept;
  private scene?: Scene;
  private drawing?: Drawing;
  private hits?: HitTest;
  private fitted: WorldView = { zoom: 1, offsetX: 0, offsetY: 0 };
  private view: WorldView = this.fitted;

  prepare(world: World, from: PaintedFrom): void {
    this.frame = frameOf(world);
    if (from === 'places') {
      this.table = new FlowFrameTable(this.frame);
      this.kept = keptOf(this.table, undefined);
    }
  }

  paint(container: HTMLElement, _: World): void {
    this.painter = new Painter(addCanvas(container), addCanvas(container));
    this.show();
    this.fitted = fitView(this.scene?.bounds ?? { x: 0, y: 0, ...SIZE }, SIZE);
    this.setView(WHOLE);
  }

  setView({ zoom, offsetX, offsetY }: View): void {
    const { fitted } = this;
    this.view = {
      zoom: fitted.zoom * zoom,
      offsetX: fitted.offsetX * zoom + offsetX,
      offsetY: fitted.offsetY * zoom + offsetY,
    };
    if (this.drawing) {
      this.painter?.show({ ...this.drawing, view: this.view, screen: SIZE }, NOTHING_OVER_IT);
    }
  }

  hitTest(x: number, y: number): string | undefined {
    this.hits ??= this.scene && new HitTest(this.scene);
    return this.hits?.at(toWorld(this.view, { x, y }), REACH / this.view.zoom)?.id;
  }

  update(_: World): void {
    this.show();
    if (this.drawing) {
      this.painter?.show({ ...this.drawing, view: this.view, screen: SIZE }, NOTHING_OVER_IT);
    }
  }

  destroy(): void {
    this.painter?.stop();
  }

  /** As the panel's hooks do: what does not depend on values is kept when only values change. */
  private show(): void {
    const { frame, table: before } = this;
    this.table = frame && new FlowFrameTable(frame, before);
    if (!this.table) {
      return;
    }
    if (!this.kept || this.table.ends !== before?.ends) {
      this.kept = keptOf(this.table, this.kept?.stage);
    }
    const { shape, folding, scenery } = this.kept;
    const graph = graphAt(treeOfTable(shape, this.table), EVERYTHING, Infinity, undefined, folding);
    this.scene = sceneOf(graph, scenery);
    this.drawing = drawingOf(this.scene, lookOf(graph), PALETTE);
    this.hits = undefined;
  }
}

/** What does not depend on values. */
interface Kept {
  shape: FlowsShape;
  folding: Folding;
  stage: Stage;
  scenery: Scenery;
}

function keptOf({ ends }: FlowTable, before: Stage | undefined): Kept {
  const shape = shapeOf(ends, 'namespace');
  const folding = foldingAt(shape, EVERYTHING);
  const { figure } = folding;
  const stage = withCells(before ?? firstStage(shape, figure), shape, figure);
  const { placement, slots } = stage;
  return { shape, folding, stage, scenery: sceneryOf(figure, shape, placement, rectFinder(shape, placement, slots)) };
}

export function createRenderer(): Renderer {
  return new Flowgraph();
}

function firstStage(shape: TreeShape, figure: Figure): Stage {
  const placement = place(survey(shape, [figure]), 'auto');
  return { key: '', placement, slots: new Map(), pins: {}, isSettled: true };
}

function lookOf({ edges }: FlowGraph): Look {
  const scale = widthScale(edges.map(({ bytes = 0 }) => bytes));
  const losses = measureNamed(flowMeasures({ prices: LIST_PRICES }), 'lossesPerGb');
  const step = (edge: EdgeMetrics) => (losses && stepOf(losses, edge, losses.limits)) ?? 0;
  return {
    widthOf: ({ bytes }) => scale.widthOf(bytes),
    shadeOf: (edge) => SHADES[step(edge)] ?? UNKNOWN,
    labelOf: ({ bytes }) => (bytes === undefined ? undefined : `${Math.round(bytes / 1e6)} MB`),
  };
}

function addCanvas(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position: absolute; inset: 0; transform-origin: 0 0';
  container.append(canvas);
  return canvas;
}
