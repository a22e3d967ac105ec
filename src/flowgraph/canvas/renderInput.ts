import { type Size } from '../layout/geometry';
import { type PlacedNode, type Scene } from '../layout/scene';
import { NO_MARKS } from './problemMarks';
import { drawOrder, type StyledEdge } from './styledEdge';
import { type VisualEncoding, type Palette } from './visualEncoding';
import { type Viewport } from './viewport';

/** Everything that a frame depends on. The same input draws the same pixels. */
export interface RenderInput {
  groups: readonly PlacedNode[];
  nodes: readonly PlacedNode[];
  /** In drawing order. */
  edges: readonly StyledEdge[];
  /** The edges that are folded into hubs, by the id of the hub. */
  folded: Scene['folded'];
  /** Lengths of bars in nodes, from 0 to 1, by node id. */
  bars: ReadonlyMap<string, number>;
  /** Colors of frames around the ends of the worst problems, by node id. */
  frames: ReadonlyMap<string, string>;
  encoding: VisualEncoding;
  palette: Palette;
  viewport: Viewport;
  screen: Size;
}

/** The part of the input that does not depend on the viewport. */
export type RenderModel = Omit<RenderInput, 'viewport' | 'screen'>;

const NO_BARS: RenderModel['bars'] = new Map();

/** The render model of a scene. */
export function renderModelOf(
  scene: Scene,
  encoding: VisualEncoding,
  palette: Palette,
  { bars = NO_BARS, marks = NO_MARKS } = {}
): RenderModel {
  const { groups, nodes, folded } = scene;
  return {
    groups,
    nodes,
    edges: drawOrder(scene, encoding, marks),
    folded,
    bars,
    frames: marks.ends,
    encoding,
    palette,
  };
}
