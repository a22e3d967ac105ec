import { type Size } from '../../../../src/flowgraph/layout/geometry';
import { randomFrom } from '../../../shared/world/random';
import { type LoadedFlows } from '../../loadedFlows';
import { type PicturePage } from '../../page/picturePage';
import { type Drawn } from '../../picture/drawn';
import { type Picture } from '../../picture/picture';
import { pictureOf } from '../../picture/pictureOf';
import { type View } from '../../views';
import { PALETTE, type PeerGraph, peerGraphOf } from './peerGraph';
import { rectangle } from './shapes';

/** Draws a graph into an empty container of a size, and describes what it draws, in painting order. */
export type PeerDrawing = (container: HTMLElement, graph: PeerGraph, size: Size) => Promise<Drawn[]>;

/** Shows the same graphs as our panel, drawn by something else. */
class PeerPage implements PicturePage {
  private flows?: LoadedFlows;

  constructor(private readonly drawing: PeerDrawing) {}

  setFlows(flows: LoadedFlows): void {
    this.flows = flows;
  }

  async draw(view: View, size: Size): Promise<Picture> {
    if (!this.flows) {
      throw new Error('There are no flows yet.');
    }
    // Layouts that begin with random positions draw the same picture each time.
    Math.random = randomFrom(1);
    const container = document.createElement('div');
    container.style.cssText = `position: absolute; inset: 0; background: ${PALETTE.background}; font-family: ${PALETTE.fontFamily}`;
    document.body.replaceChildren(container);
    const drawn = await this.drawing(container, peerGraphOf(this.flows, view), size);
    const background = rectangle({ x: 0, y: 0, ...size }, PALETTE.background);
    return pictureOf([background, ...drawn], { panel: size, screen: size });
  }
}

/** A page that shows a peer. */
export function peerPage(drawing: PeerDrawing): PicturePage {
  return new PeerPage(drawing);
}

/** Resolves when what has changed is on the screen. */
export async function painted(): Promise<void> {
  for (let frames = 0; frames < 2; frames++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
