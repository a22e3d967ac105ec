import { type GraphEdge } from './graph';

/** What became of an edge since the window that it is compared with. */
export const EDGE_CHANGES = ['same', 'shrunk', 'grown', 'gone', 'new'] as const;
export type EdgeChange = (typeof EDGE_CHANGES)[number];

/** From which factor on an edge has grown or shrunk; less is the usual up and down. */
export const CHANGE_FACTOR = 1.5;

/**
 * How an edge changed, by its bytes per time.
 *
 * Gone and new mean that nothing of it was among the flows of a window. These are the top flows only,
 * so an edge may be gone because others grew.
 *
 * @param timeRatio length of the window now divided by that of the window before
 */
export function changeOf(edge: GraphEdge, timeRatio: number): EdgeChange {
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

/** Bytes per time now as a multiple of those before; undefined where either is not known. */
export function growthOf({ bytes, before }: GraphEdge, timeRatio: number): number | undefined {
  return bytes === undefined || before?.bytes === undefined || before.bytes === 0
    ? undefined
    : bytes / (before.bytes * timeRatio);
}
