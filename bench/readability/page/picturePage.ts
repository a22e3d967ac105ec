import { type Size } from '../../../src/flowgraph/layout/geometry';
import { type LoadedFlows } from '../loadedFlows';
import { type Picture } from '../picture/picture';
import { type View } from '../views';

declare global {
  interface Window {
    openPicturePage: () => PicturePage;
  }
}

/** A page that draws flows, and describes what it draws. */
export interface PicturePage {
  /** The flows of all following pictures. */
  setFlows(flows: LoadedFlows): void;
  /** The first view that somebody has, in the dark theme if there are several. */
  draw(view: View, size: Size): Promise<Picture>;
  /** The last picture in the light theme; absent if there is one theme only. */
  drawInLight?(): Promise<Picture>;
}
