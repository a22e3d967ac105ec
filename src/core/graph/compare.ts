import { type GraphEdge } from './graph';

type Compared = Pick<GraphEdge, 'flowCount' | 'bytes' | 'before'>;

/** How an edge has changed since the compared window. */
const EDGE_CHANGES = ['same', 'shrunk', 'grown', 'gone', 'new'] as const;
export type EdgeChange = (typeof EDGE_CHANGES)[number];

/** Factor from which on an edge counts as grown or shrunk. Smaller changes are usual fluctuation. */
const CHANGE_FACTOR = 1.5;

/**
 * How an edge has changed, by its bytes per time.
 *
 * An edge is new or gone if none of its flows are in the other window. A window contains the top flows only, so an edge
 * can also be gone because other edges have grown.
 *
 * @param timeRatio length of the current window divided by the length of the compared window
 */
export function changeOf(edge: Compared, timeRatio: number): EdgeChange {
  if (!edge.before || edge.before.flowCount === 0) {
    return 'new';
  }
  if (edge.flowCount === 0) {
    return 'gone';
  }
  const factor = growthOf(edge, timeRatio);
  if (factor === undefined) {
    return 'same';
  }
  return factor >= CHANGE_FACTOR ? 'grown' : factor <= 1 / CHANGE_FACTOR ? 'shrunk' : 'same';
}

/** Bytes per time as a multiple of those in the compared window; undefined if either is not known. */
export function growthOf({ bytes, before }: Pick<Compared, 'bytes' | 'before'>, timeRatio: number): number | undefined {
  return bytes === undefined || before?.bytes === undefined || before.bytes === 0
    ? undefined
    : bytes / (before.bytes * timeRatio);
}
