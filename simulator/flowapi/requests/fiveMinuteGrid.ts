/** The grid of workload insights and of impact: five minutes, as in the AWS CLI's examples. */
import { type TimeWindow } from '../http/timeWindow';

const CELL_MS = 5 * 60_000;

/** One cell of the grid, as far as it is in the window. */
export interface GridCell {
  /** The start of the cell on the grid, which can be before the start of the window. */
  cellStartMs: number;
  /** The part of the cell that is in the query's window. */
  window: TimeWindow;
}

/** The cells that overlap the window and begin before `untilMs`. */
export function gridCells({ startMs, endMs }: TimeWindow, untilMs: number): GridCell[] {
  const cells: GridCell[] = [];
  const lastMs = Math.min(endMs, untilMs);
  for (let cellStartMs = Math.floor(startMs / CELL_MS) * CELL_MS; cellStartMs < lastMs; cellStartMs += CELL_MS) {
    const window = { startMs: Math.max(startMs, cellStartMs), endMs: Math.min(endMs, cellStartMs + CELL_MS) };
    cells.push({ cellStartMs, window });
  }
  return cells;
}
