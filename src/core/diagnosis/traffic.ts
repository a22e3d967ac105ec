import { type Cell, cellsOf } from './cell';
import { type JudgedCell, judgeCells } from './judgedCell';
import { type Observations } from './observations';
import { pairHistories } from './pairHistory';

/** The traffic of both windows by cells, with the steps that amounts belong to. */
export interface Traffic {
  /** The start of the first step, then the end of each step. */
  timesMs: readonly number[];
  /** The first step in the window. */
  firstNow: number;
  cells: readonly JudgedCell[];
  /** The bytes of all cells in the window. */
  bytesNow: number;
}

/** The traffic of observations; undefined without flows. */
export function trafficOf(observations: Observations): Traffic | undefined {
  const histories = pairHistories(observations);
  if (!histories) {
    return undefined;
  }
  const { timesMs, firstNow } = histories;
  const cells = cellsOf(histories);
  return { timesMs, firstNow, cells: judgeCells(cells, firstNow), bytesNow: bytesSince(cells, firstNow) };
}

/** The bytes of some cells from a step on. */
function bytesSince(cells: readonly Cell[], step: number): number {
  return cells.reduce((sum, { bytes }) => sum + bytes.slice(step).reduce((total, value) => total + value, 0), 0);
}

/** The pods of some cells, and their part of all traffic in the window. */
export function impactOf(cells: readonly Cell[], { firstNow, bytesNow }: Traffic) {
  const pods = new Set(cells.flatMap((cell) => [...cell.pods]));
  return { pods, ...(bytesNow > 0 && { share: bytesSince(cells, firstNow) / bytesNow }) };
}
