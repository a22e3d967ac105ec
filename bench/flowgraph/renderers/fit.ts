import { type SimulatedWorld } from '../../shared/world/scenarios';
import { NODE_RADIUS } from './look';
import { SIZE, type View } from './renderer';

/** A point `p` of the world stands at `p * scale + (x, y)` of the container, in CSS px. */
export interface Transform {
  scale: number;
  x: number;
  y: number;
}

/** CSS px around the graph. */
export const MARGIN = 20;

/** The whole world in the middle of the container. */
export function fit({ nodes }: SimulatedWorld): Transform {
  const [left, right] = extent(nodes.map(({ x }) => x));
  const [top, bottom] = extent(nodes.map(({ y }) => y));
  const scale = Math.min((SIZE.width - 2 * MARGIN) / (right - left), (SIZE.height - 2 * MARGIN) / (bottom - top));
  return {
    scale,
    x: SIZE.width / 2 - (scale * (left + right)) / 2,
    y: SIZE.height / 2 - (scale * (top + bottom)) / 2,
  };
}

/** What a view that is relative to `fitted` is in the world. */
export function inView(fitted: Transform, { zoom, offsetX, offsetY }: View): Transform {
  return { scale: fitted.scale * zoom, x: fitted.x * zoom + offsetX, y: fitted.y * zoom + offsetY };
}

function extent(centers: readonly number[]): [number, number] {
  const min = centers.reduce((a, b) => Math.min(a, b), Infinity);
  const max = centers.reduce((a, b) => Math.max(a, b), -Infinity);
  return [min - NODE_RADIUS, max + NODE_RADIUS];
}
