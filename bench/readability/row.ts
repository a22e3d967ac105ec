import { type Size } from '../../src/flowgraph/layout/geometry';
import { type Readability, type ThemeContrasts } from './measures/readability';

/** The numbers of one picture. */
export interface Row {
  /** The name of what draws: our panel, or another library with a layout. */
  renderer: string;
  flows: string;
  /** Grouping and level. */
  view: string;
  /** The size of the panel, in CSS pixels. */
  size: Size;
  /** Undefined if drawing took longer than the cap. */
  numbers: Numbers | undefined;
}

export interface Numbers extends Readability {
  dark: ThemeContrasts;
  /** Undefined if there is one theme only. */
  light?: ThemeContrasts;
}
