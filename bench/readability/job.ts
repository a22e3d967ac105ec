import { type Size } from '../../src/flowgraph/layout/geometry';
import { type FlowSet } from './flowSets';
import { type Renderer } from './renderers';
import { type View } from './views';

/** A picture to draw and to measure. */
export interface Job {
  renderer: Renderer;
  flowSet: FlowSet;
  view: View;
  size: Size;
}

/** "demo, namespace: auto, 800×400, ours" */
export function titleOf({ renderer, flowSet, view, size }: Job): string {
  return `${flowSet.name}, ${viewTitle(view)}, ${size.width}×${size.height}, ${renderer.name}`;
}

/** "namespace: auto" */
export function viewTitle({ grouping, level }: View): string {
  return `${grouping}: ${level}`;
}
