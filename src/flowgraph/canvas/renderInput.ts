import { type Size } from '../layout/geometry';
import { type PlacedNode, type Scene } from '../layout/scene';
import { drawOrder, type StyledEdge } from './styledEdge';
import { type VisualEncoding, type Palette } from './visualEncoding';
import { type Viewport } from './viewport';

/** All that a picture depends on. The same input draws the same pixels. */
export interface RenderInput {
  groups: readonly PlacedNode[];
  nodes: readonly PlacedNode[];
  /** In the order in which they are drawn. */
  edges: readonly StyledEdge[];
  encoding: VisualEncoding;
  palette: Palette;
  viewport: Viewport;
  screen: Size;
}

/** What of a picture depends on data, and not on where somebody looks. */
export type RenderModel = Omit<RenderInput, 'viewport' | 'screen'>;

export function renderModelOf(scene: Scene, encoding: VisualEncoding, palette: Palette): RenderModel {
  return { groups: scene.groups, nodes: scene.nodes, edges: drawOrder(scene.edges, encoding), encoding, palette };
}
