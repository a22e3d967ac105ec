import { type TimeWindow } from '../../../core/time';
import { type FlowSnapshot } from '../../../core/flow/flowSnapshot';

const MAX_REMEMBERED = 10;

/** The last complete snapshot of each request, to be shown until a newer one is complete. */
export class LastSnapshots {
  private readonly snapshots = new Map<string, FlowSnapshot>();

  /** The last snapshot, if its window overlaps at least half of this one. */
  recall(request: object, window: TimeWindow): FlowSnapshot | undefined {
    const last = this.snapshots.get(JSON.stringify(request));
    return last && overlapShare(last.window, window) >= 0.5 ? last : undefined;
  }

  /** Keeps a snapshot. If there are too many, the oldest one is removed. */
  remember(request: object, snapshot: FlowSnapshot): void {
    const key = JSON.stringify(request);
    this.snapshots.delete(key);
    this.snapshots.set(key, snapshot);
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > MAX_REMEMBERED && oldest !== undefined) {
      this.snapshots.delete(oldest);
    }
  }
}

/** The share of the longer window that is in both windows. */
function overlapShare(a: TimeWindow, b: TimeWindow): number {
  const overlapMs = Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs);
  return overlapMs / Math.max(a.endMs - a.startMs, b.endMs - b.startMs);
}
