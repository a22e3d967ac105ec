/** The grid of workload insights and of impact: five minutes, as in the AWS CLI's examples. */
import { type TimeWindow } from '../http/timeWindow';

const CELL_MS = 5 * 60_000;

export interface GridCell {
  /** On the grid, and thus before the window where that starts in between. */
  cellStartMs: number;
  /** The part of the cell that the query asks for. */
  window: TimeWindow;
}

/** The cells that the window touches and that begin before `untilMs`. */
export function gridCells({ startMs, endMs }: TimeWindow, untilMs: number): GridCell[] {
  const cells: GridCell[] = [];
  const lastMs = Math.min(endMs, untilMs);
  for (let cellStartMs = Math.floor(startMs / CELL_MS) * CELL_MS; cellStartMs < lastMs; cellStartMs += CELL_MS) {
    const window = { startMs: Math.max(startMs, cellStartMs), endMs: Math.min(endMs, cellStartMs + CELL_MS) };
    cells.push({ cellStartMs, window });
  }
  return cells;
}
