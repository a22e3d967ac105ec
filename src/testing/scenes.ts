import { type Flow } from '../core/flow/flow';
import { graphOfView, initialView } from '../flowgraph/model/viewState';
import { type GraphLevel } from '../core/graph/level';
import { lossStep } from '../core/graph/loss';
import { treeOfFlows } from '../core/graph/tree';
import { type VisualEncoding, type Palette, type ColorStep } from '../flowgraph/canvas/visualEncoding';
import { renderModelOf, type RenderInput } from '../flowgraph/canvas/renderInput';
import { widthScale } from '../flowgraph/canvas/scale';
import { TextFitter } from '../flowgraph/canvas/text';
import { fitViewport } from '../flowgraph/canvas/viewport';
import { layOut } from '../flowgraph/layout/layOut';
import { type Scene, toScene } from '../flowgraph/layout/scene';
import { withCells } from '../flowgraph/layout/layoutState';
import { toLayoutInput } from '../flowgraph/layout/toLayoutInput';

/** A distinct color for everything, so that colors identify what is drawn. */
export const PALETTE: Palette = {
  background: '#000001',
  groupFill: '#000002',
  groupBorder: '#000003',
  groupText: '#000004',
  nodeFill: '#000005',
  nodeBorder: '#000006',
  cellFill: '#000007',
  externalFill: '#000008',
  bar: '#5794f2',
  text: '#000009',
  secondaryText: '#00000a',
  highlight: '#00000b',
  found: '#00000c',
  unknown: '#00000d',
  steps: ['#0000a0', '#0000a1', '#0000a2'],
  changes: { same: '#0000b0', shrunk: '#0000b1', grown: '#0000b2', gone: '#0000b3', new: '#0000b4' },
  verdicts: {
    allowed: '#6b8f7d',
    'newly-allowed': '#73bf69',
    unknown: '#ff9830',
    denied: '#f2495c',
    'newly-denied': '#f2495c',
  },
  textOn: () => '#00000e',
  fontFamily: 'Test',
};

const { widthOf } = widthScale([1e9]);
const COLOR_STEPS = PALETTE.steps.map((color, rank): ColorStep => ({ color, rank, isDashed: false }));
const UNKNOWN: ColorStep = { color: PALETTE.unknown, rank: 0, isDashed: false };

/** Width by bytes, color by losses, and bytes as labels. */
export const ENCODING: VisualEncoding = {
  widthOf: ({ bytes }) => widthOf(bytes),
  colorStepOf: (edge) => COLOR_STEPS[lossStep(edge, [1_000, 10_000]) ?? 0] ?? UNKNOWN,
  labelOf: ({ bytes }) => `${bytes} B`,
};

/** Width of every character, in font sizes. */
export const CHARACTER = 0.6;

export function fixedPitch(): TextFitter {
  const sizeOf = (font: string) => Number(/(\S+)px/.exec(font)?.[1]);
  return new TextFitter((text, font) => [...text].length * CHARACTER * sizeOf(font), PALETTE.fontFamily);
}

export function sceneOf(flows: readonly Flow[], level: GraphLevel = 'workload'): Scene {
  const tree = treeOfFlows(flows, 'namespace');
  const graphs = (['workload', level] as const).map((one) =>
    graphOfView(tree, initialView('namespace', one), Infinity)
  );
  const graph = graphs[1] ?? graphOfView(tree, initialView('namespace', level), Infinity);
  const topologies = graphs.map(({ topology }) => topology);
  const positions = layOut(toLayoutInput(tree, topologies), 'auto');
  const layoutState = { key: '', positions, cells: new Map(), pins: {}, isSettled: true };
  const { cells } = withCells(layoutState, tree, graph);
  return toScene(graph, tree, positions, cells);
}

/** The input to render all of a scene. */
export function renderInputOf(scene: Scene, screen = { width: 1_600, height: 1_000 }): RenderInput {
  return { ...renderModelOf(scene, ENCODING, PALETTE), viewport: fitViewport(scene.bounds, screen), screen };
}
