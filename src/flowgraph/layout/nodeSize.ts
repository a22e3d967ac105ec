import { type GraphNode } from '../../core/graph/graph';
import { type Size } from './geometry';

const HEIGHT = 40;
const MIN_WIDTH = 96;
const MAX_WIDTH = 220;
const PADDING = 28;
/** Mean width of a character of the label's font at zoom 1; longer labels are cut when drawn. */
const CHARACTER_WIDTH = 7;

export function nodeSize({ label }: GraphNode): Size {
  const width = Math.min(Math.max(label.length * CHARACTER_WIDTH + PADDING, MIN_WIDTH), MAX_WIDTH);
  return { width, height: HEIGHT };
}
