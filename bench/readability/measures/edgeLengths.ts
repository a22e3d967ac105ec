import { percentile } from '../../shared/percentile';
import { distance, lengthOf } from '../picture/paths';
import { type DrawnEdge, type Picture } from '../picture/picture';

/** The area that edges cover, in square CSS pixels: the sum of their lengths times their widths. */
export function inkOf({ edges }: Picture): number {
  return edges.reduce((sum, { path, width }) => sum + lengthOf(path) * width, 0);
}

/** How many times as long as the straight line between their ends edges are: at least 1. */
export interface Detours {
  median: number;
  /** The 95th percentile. */
  p95: number;
}

/** Shorter distances have no meaningful ratio, in CSS pixels. */
const MIN_DISTANCE = 1;

/** The detours of edges, without edges from a node to itself; undefined without any edge. */
export function detoursOf({ edges }: Picture): Detours | undefined {
  const ratios = edges.flatMap(detourOf);
  return ratios.length === 0 ? undefined : { median: percentile(ratios, 0.5), p95: percentile(ratios, 0.95) };
}

function detourOf({ source, target, path }: DrawnEdge): number[] {
  const [from, to] = [path[0], path.at(-1)];
  const straight = from && to ? distance(from, to) : 0;
  return source === target || straight < MIN_DISTANCE ? [] : [lengthOf(path) / straight];
}
