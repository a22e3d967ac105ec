import { type TimeWindow } from '../../core/flow/flow';
import { type FlowsQuery } from '../../core/query/resolveQuery';

const MAX_REMEMBERED = 50;

/**
 * Remembers which queries have been answered for about the same time already.
 *
 * The first answer of a query is worth showing in parts. At a refresh the whole picture is on the
 * screen, and parts would make the graph shrink and grow again every time.
 */
export class RefreshMemory {
  private readonly answered = new Map<string, TimeWindow>();

  isRefresh(query: FlowsQuery, window: TimeWindow): boolean {
    const before = this.answered.get(keyOf(query));
    return before !== undefined && overlapShare(before, window) >= 0.5;
  }

  answer(query: FlowsQuery, window: TimeWindow): void {
    const key = keyOf(query);
    this.answered.delete(key);
    this.answered.set(key, window);
    const [oldest] = this.answered.keys();
    if (this.answered.size > MAX_REMEMBERED && oldest !== undefined) {
      this.answered.delete(oldest);
    }
  }
}

function keyOf({ monitorName, metrics, categories, limit }: FlowsQuery): string {
  return JSON.stringify([monitorName, metrics, categories, limit]);
}

function overlapShare(a: TimeWindow, b: TimeWindow): number {
  const overlapMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return overlapMs / Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
}
