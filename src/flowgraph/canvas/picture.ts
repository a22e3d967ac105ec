import { type Size } from '../layout/geometry';
import { type PlacedNode, type Scene } from '../layout/scene';
import { drawOrder, type StyledEdge } from './drawEdges';
import { type Look, type Palette } from './look';
import { type View } from './view';

/** All that a picture depends on. The same input draws the same pixels. */
export interface Picture {
  boxes: readonly PlacedNode[];
  nodes: readonly PlacedNode[];
  /** In the order in which they are drawn. */
  edges: readonly StyledEdge[];
  look: Look;
  palette: Palette;
  view: View;
  screen: Size;
}

/** What of a picture depends on data, and not on where somebody looks. */
export type Drawing = Omit<Picture, 'view' | 'screen'>;

export function drawingOf(scene: Scene, look: Look, palette: Palette): Drawing {
  return { boxes: scene.boxes, nodes: scene.nodes, edges: drawOrder(scene.edges, look), look, palette };
}
