import { type Size } from '../layout/geometry';
import { type Scene } from '../layout/scene';
import { type Highlight } from './highlight';
import { type Palette } from './palette';
import { type WidthScale } from './scale';
import { type View } from './view';

/** All that a picture depends on. The same input draws the same pixels. */
export interface Picture {
  scene: Scene;
  view: View;
  screen: Size;
  palette: Palette;
  widths: WidthScale;
  /** What stays bright; everything where nothing is chosen. */
  highlight: Highlight | undefined;
}

/** How visible what is not chosen stays. */
export const DIMMED = 0.15;
