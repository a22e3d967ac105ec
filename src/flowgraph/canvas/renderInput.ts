import { type Size } from '../layout/geometry';
import { type PlacedNode, type Scene } from '../layout/scene';
import { drawOrder, type StyledEdge } from './styledEdge';
import { type VisualEncoding, type Palette } from './visualEncoding';
import { type Viewport } from './viewport';

/** Everything that a frame depends on. The same input draws the same pixels. */
export interface RenderInput {
  groups: readonly PlacedNode[];
  nodes: readonly PlacedNode[];
  /** In drawing order. */
  edges: readonly StyledEdge[];
  encoding: VisualEncoding;
  palette: Palette;
  viewport: Viewport;
  screen: Size;
}

/** The part of the input that does not depend on the viewport. */
export type RenderModel = Omit<RenderInput, 'viewport' | 'screen'>;

/** The render model of a scene. */
export function renderModelOf(scene: Scene, encoding: VisualEncoding, palette: Palette): RenderModel {
  return { groups: scene.groups, nodes: scene.nodes, edges: drawOrder(scene.edges, encoding), encoding, palette };
}
