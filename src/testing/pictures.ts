import { type Flow } from '../core/flow/flow';
import { graphAt, startAt } from '../core/graph/exploration';
import { type GraphLevel } from '../core/graph/level';
import { lossStep } from '../core/graph/loss';
import { treeOfFlows } from '../core/graph/tree';
import { type Look, type Palette, type Shade } from '../flowgraph/canvas/look';
import { drawingOf, type Picture } from '../flowgraph/canvas/picture';
import { widthScale } from '../flowgraph/canvas/scale';
import { TextFitter } from '../flowgraph/canvas/text';
import { fitView } from '../flowgraph/canvas/view';
import { place } from '../flowgraph/layout/place';
import { type Scene, toScene } from '../flowgraph/layout/scene';
import { withCells } from '../flowgraph/layout/stage';
import { survey } from '../flowgraph/layout/survey';

/** A colour of its own for everything, so that what is drawn tells what it is. */
export const PALETTE: Palette = {
  background: '#000001',
  groupFill: '#000002',
  groupBorder: '#000003',
  groupText: '#000004',
  nodeFill: '#000005',
  nodeBorder: '#000006',
  cellFill: '#000007',
  externalFill: '#000008',
  text: '#000009',
  secondaryText: '#00000a',
  highlight: '#00000b',
  found: '#00000c',
  unknown: '#00000d',
  steps: ['#0000a0', '#0000a1', '#0000a2'],
  changes: { same: '#0000b0', shrunk: '#0000b1', grown: '#0000b2', gone: '#0000b3', new: '#0000b4' },
  fontFamily: 'Test',
};

const { widthOf } = widthScale([1e9]);
const SHADES = PALETTE.steps.map((color, rank): Shade => ({ color, rank, isDashed: false }));
const UNKNOWN: Shade = { color: PALETTE.unknown, rank: 0, isDashed: false };

/** Edges as wide as their bytes and as bad as their losses, with their bytes written on them. */
export const LOOK: Look = {
  widthOf: ({ bytes }) => widthOf(bytes),
  shadeOf: (edge) => SHADES[lossStep(edge, [1_000, 10_000]) ?? 0] ?? UNKNOWN,
  labelOf: ({ bytes }) => `${bytes} B`,
};

/** Every character is this wide, in font sizes. */
export const CHARACTER = 0.6;

export function fixedPitch(): TextFitter {
  const sizeOf = (font: string) => Number(/(\S+)px/.exec(font)?.[1]);
  return new TextFitter((text, font) => [...text].length * CHARACTER * sizeOf(font), PALETTE.fontFamily);
}

export function sceneOf(flows: readonly Flow[], level: GraphLevel = 'workload'): Scene {
  const tree = treeOfFlows(flows, 'namespace');
  const graphs = (['workload', level] as const).map((one) => graphAt(tree, startAt('namespace', one), Infinity));
  const graph = graphs[1] ?? graphAt(tree, startAt('namespace', level), Infinity);
  const figures = graphs.map(({ figure }) => figure);
  const placement = place(survey(tree, figures), 'auto');
  const stage = { key: '', placement, slots: new Map(), pins: {}, isSettled: true };
  const { slots } = withCells(stage, tree, graph);
  return toScene(graph, tree, placement, slots);
}

/** All of a scene on a screen. */
export function pictureOf(scene: Scene, screen = { width: 1_600, height: 1_000 }): Picture {
  return { ...drawingOf(scene, LOOK, PALETTE), view: fitView(scene.bounds, screen), screen };
}
