import { type DataFrame } from '@grafana/data';
import { type EdgeMetrics } from '../../../src/core/graph/edgeMetrics';
import { graphAt, startAt } from '../../../src/core/graph/exploration';
import { type FlowGraph } from '../../../src/core/graph/graph';
import { LIST_PRICES } from '../../../src/core/cost/tolls';
import { flowMeasures, measureNamed, stepOf } from '../../../src/core/graph/measure';
import { type GraphTree, treeOfFlows } from '../../../src/core/graph/tree';
import { HitTest } from '../../../src/flowgraph/canvas/hitTest';
import { type Look, type Palette } from '../../../src/flowgraph/canvas/look';
import { Painter } from '../../../src/flowgraph/canvas/painter';
import { type Drawing, drawingOf } from '../../../src/flowgraph/canvas/picture';
import { widthScale } from '../../../src/flowgraph/canvas/scale';
import { fitView, toWorld, type View as WorldView } from '../../../src/flowgraph/canvas/view';
import { place } from '../../../src/flowgraph/layout/place';
import { type Scene, toScene } from '../../../src/flowgraph/layout/scene';
import { type Stage, withCells } from '../../../src/flowgraph/layout/stage';
import { survey } from '../../../src/flowgraph/layout/survey';
import { flowsToFrame, frameToFlows } from '../../../src/frames/flowsFrame';
import { type World, worldFlows } from '../scenarios';
import { flowOf } from './flowOf';
import { OURS, type Renderer, SIZE, type View, WHOLE } from './renderer';

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

/** The panel's own way from a data frame to pixels, layout included: only React is missing. */
class Flowgraph implements Renderer {
  readonly name = OURS;
  private frame?: DataFrame;
  private painter?: Painter;
  private stage?: Stage;
  private scene?: Scene;
  private drawing?: Drawing;
  private hits?: HitTest;
  private fitted: WorldView = { zoom: 1, offsetX: 0, offsetY: 0 };
  private view: WorldView = this.fitted;

  prepare(world: World): void {
    this.frame = flowsToFrame(worldFlows(world).map(flowOf), { startMs: 0, endMs: 1 });
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

  private show(): void {
    const tree = treeOfFlows(this.frame ? frameToFlows(this.frame) : [], 'namespace');
    const graph = graphAt(tree, EVERYTHING, Infinity);
    this.stage = withCells(this.stage ?? firstStage(tree, graph), tree, graph);
    this.scene = toScene(graph, tree, this.stage.placement, this.stage.slots);
    this.drawing = drawingOf(this.scene, lookOf(graph), PALETTE);
    this.hits = undefined;
  }
}

export function createRenderer(): Renderer {
  return new Flowgraph();
}

function firstStage(tree: GraphTree, graph: FlowGraph): Stage {
  const placement = place(survey(tree, [graph]), 'auto');
  return { key: '', placement, slots: new Map(), pins: {}, isSettled: true };
}

function lookOf({ edges }: FlowGraph): Look {
  const scale = widthScale(edges.map(({ bytes = 0 }) => bytes));
  const losses = measureNamed(flowMeasures({ prices: LIST_PRICES }), 'lossesPerGb');
  const step = (edge: EdgeMetrics) => (losses && stepOf(losses, edge, losses.limits)) ?? 0;
  return {
    styleOf: (edge) => ({
      width: scale.widthOf(edge.bytes),
      color: PALETTE.steps[step(edge)] ?? PALETTE.unknown,
      rank: step(edge),
      isDashed: false,
    }),
    labelOf: ({ bytes }) => (bytes === undefined ? undefined : `${Math.round(bytes / 1e6)} MB`),
  };
}

function addCanvas(container: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.style.cssText = 'position: absolute; inset: 0; transform-origin: 0 0';
  container.append(canvas);
  return canvas;
}
