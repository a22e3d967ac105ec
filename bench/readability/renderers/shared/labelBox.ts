import { type GraphNode } from '../../../../src/core/graph/graph';
import { type Size } from '../../../../src/flowgraph/layout/geometry';
import { PALETTE } from './peerGraph';

/** Size of names at zoom 1, in CSS pixels. */
export const FONT_PIXELS = 12;

/** Around the name in a box, in CSS pixels at zoom 1. */
const PADDING = { x: 10, y: 8 };

const context = document.createElement('canvas').getContext('2d');

/** The size of a box that contains the name of a node, in CSS pixels at zoom 1. */
export function labelBoxSize({ label }: GraphNode): Size {
  if (!context) {
    throw new Error('The browser has no canvas.');
  }
  context.font = `${FONT_PIXELS}px ${PALETTE.fontFamily}`;
  return {
    width: Math.ceil(context.measureText(label).width) + 2 * PADDING.x,
    height: FONT_PIXELS + 2 * PADDING.y,
  };
}
